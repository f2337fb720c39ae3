/** Text as DynamoDB counts and orders it: by its UTF-8 bytes, which JavaScript's own order of strings is not. */

/** How many bytes `text` takes in UTF-8. */
export const byteLength = (text: string): number => Buffer.byteLength(text);

// In UTF-16 a surrogate (D800–DFFF) stands for a character above FFFF, yet its unit is smaller than E000–FFFF.
const rank = (unit: number): number => {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
};

/** Below zero when `a` comes first, zero when they are equal, by the order of their UTF-8 bytes. */
export function compareBytes(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i += 1) {
    const left = a.charCodeAt(i);
    const right = b.charCodeAt(i);
    if (left !== right) return rank(left) - rank(right);
  }
  return a.length - b.length;
}
