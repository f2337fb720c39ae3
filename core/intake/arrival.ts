/**
 * What comes in is cleared of what must never be kept (domain section 5, rule 16) before anything of it is written: the
 * letter as it came, its words, and what nobody can read.
 */
import { redacted } from '../kernel/redaction.ts';
import type { Letter, Opened } from './notice.ts';

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** A text in JSON, with its quotes. In valid JSON every one of them ends. */
const quoted = /"[^"\\]*(?:\\.[^"\\]*)*"/g;

/** What a provider handed over, as it may be kept: text or JSON, whose texts are read without their escapes. */
export function clearedNotice(raw: string): string {
  if (!isJson(raw)) return redacted(raw);
  const texts = raw.replaceAll(quoted, (literal) => {
    const said = String(JSON.parse(literal));
    const left = redacted(said);
    return left === said ? literal : JSON.stringify(left);
  });
  // Once more over the whole: the word for a number may be the name of its field.
  return redacted(texts);
}

/** A letter as it may be kept. `clearMail` knows how a mail is made. */
export const clearedLetter = (letter: Letter, clearMail: (raw: string) => string): Letter => ({
  ...letter,
  raw: letter.channel === 'email' ? clearMail(letter.raw) : clearedNotice(letter.raw),
  ...(letter.text === undefined ? {} : { text: redacted(letter.text) }),
});

/** An opened letter as it may be kept. */
export const clearedWords = (opened: Opened): Opened => ({
  ...opened,
  text: redacted(opened.text),
  ...(opened.title === undefined ? {} : { title: redacted(opened.title) }),
});
