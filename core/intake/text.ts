/** Making text fit to keep and to read: whole characters, a bound, and what is new in a reply by mail. */

/** How many characters of a line are kept; the rest is in the raw row. */
const keptCharacters = 10_000;

/** How many bytes of the raw letter are kept: a row ends at 400 kB, a notice of the provider at 256 kB. */
const keptBytes = 256 * 1024;

const cutMark = '\n[…]';

/** Takes out what cannot be kept: half of an emoji becomes �, and zero bytes go. */
const whole = (text: string): string => text.toWellFormed().replaceAll('\0', '');

/** The text of a line, with a mark where it was cut. */
export function keptText(text: string): { readonly text: string; readonly cut: boolean } {
  const fit = whole(text).trim();
  if (fit.length <= keptCharacters) return { text: fit, cut: false };
  return { text: `${fit.slice(0, keptCharacters).replace(/[\uD800-\uDBFF]$/, '')}${cutMark}`, cut: true };
}

/** The raw letter as its row keeps it. */
export function keptRaw(raw: string): { readonly raw: string; readonly cut: boolean } {
  const bytes = new TextEncoder().encode(raw);
  if (bytes.length <= keptBytes) return { raw: raw.toWellFormed(), cut: false };
  return { raw: new TextDecoder().decode(bytes.subarray(0, keptBytes)), cut: true };
}

/** From here on, so many characters without one letter or digit are a flood, not a thumbs-up. */
const floodCharacters = 1000;

/** Whether a text is long and says nothing in words. */
export const isFlood = (text: string): boolean => text.length >= floodCharacters && !/[\p{L}\p{N}]/u.test(text);

/** How the part of a mail begins that the writer did not write now: the letter replied to, or the signature. */
const oldParts = [/^>/, /^-- ?$/, /^-{2,} ?original message/i, /^on\b.{0,200}\bwrote:$/i, /^from: /i, /^_{5,}$/];

/** How many lines of a mail are looked at for what is new. */
const newLines = 200;

/** What a reply by mail says itself, without the letter it replies to. The whole is kept; this is what is understood. */
export function newWords(text: string): string {
  const lines = text.split(/\r?\n/, newLines).map((line) => line.slice(0, 1000).trim());
  const end = lines.findIndex((line) => oldParts.some((begins) => begins.test(line)));
  return (end === -1 ? lines : lines.slice(0, end)).join('\n').trim();
}
