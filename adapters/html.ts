/**
 * Text out of HTML, as much of it as a person needs to understand a mail: nothing is rendered and nothing is fetched.
 * It reads from the beginning to the end once, so that no mail, however made, takes long.
 */

/** Elements whose content is no text. */
const silent = ['style', 'script', 'head', 'title'];

/** Elements that begin on a line of their own. */
const blocks = ['br', 'p', 'div', 'tr', 'li', 'blockquote', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'];

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  rsquo: '’',
  lsquo: '‘',
  ndash: '–',
  mdash: '—',
  hellip: '…',
};

function numbered(digits: string, base: number): string {
  const point = Number.parseInt(digits, base);
  return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point).toWellFormed() : ' ';
}

/** `&eacute;` and the like that we do not know stay as they are written. */
const decoded = (text: string): string =>
  text.replaceAll(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi,
    (all, decimal?: string, hex?: string, name?: string) => {
      if (decimal !== undefined) return numbered(decimal, 10);
      if (hex !== undefined) return numbered(hex, 16);
      return entities[(name ?? '').toLowerCase()] ?? all;
    },
  );

const tidy = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.replaceAll(/\s+/g, ' ').trim())
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();

/** Where reading goes on after the markup that begins at `open`; the end of the text when it never closes. */
function after(lower: string, open: number, name: string): number {
  const past = (mark: string, from: number): number => {
    const found = lower.indexOf(mark, from);
    return found === -1 ? lower.length : found + mark.length;
  };
  if (lower.startsWith('<!--', open)) return past('-->', open);
  const end = past('>', open);
  return silent.includes(name) ? past('>', past(`</${name}`, end)) : end;
}

/** Where the next markup begins, -1 when there is none: in `1 < 2` there is none. */
function nextTag(html: string, from: number): number {
  let open = html.indexOf('<', from);
  while (open !== -1 && !/[a-z/!?]/i.test(html.charAt(open + 1))) open = html.indexOf('<', open + 1);
  return open;
}

/** The text of an HTML document or a piece of one. */
export function textOfHtml(html: string): string {
  // Letter by letter: some letters become two in lower case, and places would shift.
  const lower = html.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
  const parts: string[] = [];
  let at = 0;
  while (at < html.length) {
    const open = nextTag(html, at);
    parts.push(html.slice(at, open === -1 ? html.length : open));
    if (open === -1) break;
    const name = /^<\/?([a-z][a-z0-9]{0,20})/.exec(lower.slice(open, open + 24))?.[1] ?? '';
    parts.push(blocks.includes(name) ? '\n' : '');
    at = after(lower, open, lower.startsWith('</', open) ? '' : name);
  }
  return tidy(decoded(parts.join('')));
}
