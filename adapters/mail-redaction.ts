/**
 * A mail as it may be kept (domain section 5, rule 16): every text in it is decoded, cleared and, if something was taken
 * out, written back in its own encoding. What is clean stays as it came, to the byte. Pictures, sound and what is packed
 * are not read.
 */
import { redacted } from '../core/kernel/redaction.ts';
import { textOfHtml } from './html.ts';
import { isBase64 } from './mime.ts';

/** Mails inside mails that are looked into; providers and people forward a letter, not a chest of drawers. */
const deepest = 4;

const width = 76;

const fromBase64 = (text: string): string => Buffer.from(text, 'base64').toString('latin1');
const toBase64 = (text: string): string =>
  (
    Buffer.from(text, 'latin1')
      .toString('base64')
      .match(new RegExp(`.{1,${width}}`, 'g')) ?? []
  ).join('\r\n');

const fromQuoted = (text: string): string =>
  text
    .replaceAll(/=[ \t]*\r?\n/g, '')
    .replaceAll(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
const toQuoted = (text: string): string =>
  text
    .replaceAll(
      /[^\t\r\n\x20-\x3c\x3e-\x7e]/g,
      (sign) => `=${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
    )
    .replaceAll(/[^\r\n]{70}(?=[^\r\n]{7})/g, (part) => {
      const whole = part.replace(/=[0-9A-F]?$/, '');
      return `${whole}=\r\n${part.slice(whole.length)}`;
    });

const headerOf = (head: string, name: string): string =>
  new RegExp(`^${name}:([^\\n]*(?:\\n[ \\t][^\\n]*)*)`, 'im').exec(head)?.[1]?.trim().toLowerCase() ?? '';

/** `=?utf-8?B?U1NO?=` (RFC 2047), as far as digits and the words around them go. */
const readable = (header: string): string =>
  header
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?[^?\s]{1,40}\?([bq])\?([^?\s]*)\?=/gi, (_, how: string, text: string) =>
      how.toLowerCase() === 'b' ? fromBase64(text) : fromQuoted(text.replaceAll('_', ' ')),
    );

/** Each header with what it says read; one that hides a number in an encoding is written out without it. */
const clearedHead = (head: string): string =>
  head
    .split(/\r?\n(?![ \t])/)
    .map((header) => {
      const said = readable(header);
      const left = redacted(said);
      return left === said ? header : left.replaceAll(/[^\x20-\x7e]/g, '?');
    })
    .join('\r\n');

/** HTML may spread a number over its tags: then only its text is kept. */
function clearedHtml(html: string): string {
  const left = redacted(html);
  const shown = textOfHtml(left);
  const text = redacted(shown);
  if (text === shown) return left;
  return `<pre>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</pre>`;
}

function clearedText(type: string, text: string, depth: number): string {
  if (type.startsWith('message/')) return depth < deepest ? clearedMime(text, depth + 1) : redacted(text);
  return type.startsWith('text/html') ? clearedHtml(text) : redacted(text);
}

function clearedBody(head: string, body: string, depth: number): string {
  const type = headerOf(head, 'content-type');
  if (/^(?:image|audio|video)\//.test(type)) return body;
  const [, tail = ''] = /(\s*)$/.exec(body) ?? [];
  const clear = (from: (text: string) => string, to: (text: string) => string): string => {
    const said = from(body);
    const left = clearedText(type, said, depth);
    return left === said ? body : `${to(left)}${tail}`;
  };
  const encoding = headerOf(head, 'content-transfer-encoding');
  if (encoding.startsWith('base64')) return clear(fromBase64, toBase64);
  if (encoding.startsWith('quoted-printable')) return clear(fromQuoted, toQuoted);
  return clearedText(type, body, depth);
}

/** A part, or a mail of one part: its headers, an empty line, its body. */
function clearedPart(part: string, depth: number): string {
  const gap = /\r?\n[ \t]*\r?\n/.exec(part);
  if (gap === null || /^\r?\n/.test(part)) return redacted(part);
  const head = part.slice(0, gap.index);
  const body = part.slice(gap.index + gap[0].length);
  const left = clearedHead(head);
  const kept = left === head.replaceAll(/\r?\n/g, '\r\n') ? head : left;
  return `${kept}${gap[0]}${clearedBody(head, body, depth)}`;
}

/** The parts lie between the lines that any of its headers names as a boundary, however deep. */
function clearedMime(mime: string, depth: number): string {
  const boundaries = new Set(
    [...mime.matchAll(/boundary\s*=\s*(?:"([^"\r\n]{1,200})"|([^\s";]{1,200}))/gi)].map(
      ([, inQuotes, bare]) => `--${(inQuotes ?? bare ?? '').trimEnd()}`,
    ),
  );
  const parts: string[][] = [[]];
  for (const line of mime.split(/(?<=\n)/)) {
    const isBetween =
      line.startsWith('--') && [line.trimEnd(), line.trimEnd().slice(0, -2)].some((of) => boundaries.has(of));
    if (isBetween) parts.push([line], []);
    else parts.at(-1)?.push(line);
  }
  return parts.map((part, at) => (at % 2 === 1 ? part.join('') : clearedPart(part.join(''), depth))).join('');
}

/** The mail as it may be kept; in base64 if it came so. */
export function clearedMail(content: string): string {
  if (!isBase64(content)) return clearedMime(content, 0);
  const mime = fromBase64(content);
  const left = clearedMime(mime, 0);
  return left === mime ? content : Buffer.from(left, 'latin1').toString('base64');
}
