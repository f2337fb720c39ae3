/** Mail as it travels: MIME, opened to its text. Whatever is in it, it must not break the door. */
import PostalMime, { type Email } from 'postal-mime';
import type { Letter, Opened } from '../core/intake/index.ts';
import { textOfHtml } from './html.ts';

// Far more than people's programs write, and far less than what would keep a function busy.
const limits = { maxNestingDepth: 32, maxHeadersSize: 128 * 1024, maxRfc822NestingDepth: 2, rfc822Attachments: true };

/** Whether a mail came in base64. That has no colon, and MIME without one has no header: the two cannot be mistaken. */
export const isBase64 = (content: string): boolean => /^[A-Za-z0-9+/=\s]+$/.test(content);

const bytesOf = (content: string): Uint8Array | string =>
  isBase64(content) ? Buffer.from(content, 'base64') : content;

const headerOf = ({ headers }: Email, name: string): string | undefined =>
  headers
    .find(({ key }) => key === name)
    ?.value.trim()
    .toLowerCase();

/** Whether a program wrote it (RFC 3834), or it went to many. */
function isAutomatic(mail: Email): boolean {
  const submitted = headerOf(mail, 'auto-submitted');
  if (submitted !== undefined && !submitted.startsWith('no')) return true;
  const precedence = headerOf(mail, 'precedence');
  return ['bulk', 'list', 'junk', 'auto_reply'].includes(precedence ?? '') || headerOf(mail, 'list-id') !== undefined;
}

/** Opens a letter. Undefined when no text and no subject can be taken out of it. */
export async function openLetter({ text, raw }: Letter): Promise<Opened | undefined> {
  if (text !== undefined) return { text, automatic: false };
  try {
    const mail = await PostalMime.parse(bytesOf(raw), limits);
    const said = mail.text?.trim() || textOfHtml(mail.html ?? '');
    const title = mail.subject?.trim() ?? '';
    if (said === '' && title === '') return undefined;
    return { text: said, ...(title === '' ? {} : { title }), automatic: isAutomatic(mail) };
  } catch {
    // The parser says no by throwing: too deep, too many headers. The letter is kept; a person looks.
    return undefined;
  }
}
