/** Words that nobody else would write, one for everything personal; and an ear at whatever the process says. */
import { luckOf } from './guess.ts';

/** Canaries by what they are. */
export interface Canaries {
  readonly first: string;
  readonly last: string;
  readonly business: string;
  readonly phone: string;
  readonly otherPhone: string;
  readonly mail: string;
  readonly street: string;
  readonly city: string;
  readonly vin: string;
  readonly ssn: string;
  readonly note: string;
  readonly said: string;
  readonly subject: string;
}

const letters = 'bcdfghjklmnpqrstvwxz';

/** New ones for a seed; the same seed has the same. */
export function canariesOf(seed: number): Canaries {
  const luck = luckOf(seed);
  const digits = (count: number): string => Array.from({ length: count }, () => Math.floor(luck() * 10)).join('');
  const word = (): string =>
    `Q${Array.from({ length: 11 }, () => letters[Math.floor(luck() * letters.length)]).join('')}`;
  return {
    first: word(),
    last: word(),
    business: word(),
    phone: `+1312${2 + Math.floor(luck() * 7)}${digits(6)}`,
    otherPhone: `+1217${2 + Math.floor(luck() * 7)}${digits(6)}`,
    mail: `${word().toLowerCase()}@example.com`,
    street: `7719 ${word()} Street`,
    city: word(),
    vin: `1HGCM826${digits(9)}`,
    ssn: `5${digits(2)}-${digits(2)}-${digits(4)}`,
    note: word(),
    said: word(),
    subject: word(),
  };
}

/** Which canaries occur in a text, in whatever letters, and a phone also without its plus. */
export function foundIn(text: string, canaries: Canaries): readonly string[] {
  const lower = text.toLowerCase();
  return Object.entries(canaries).flatMap(([what, word]) =>
    lower.includes(String(word).toLowerCase().replace(/^\+1/, '')) ? [what] : [],
  );
}

/** What the process said while the work went on: on its console, and past it. */
export async function heardDuring(work: () => Promise<void>): Promise<string> {
  const said: string[] = [];
  const streams = [process.stdout, process.stderr];
  const writes = streams.map((stream) => stream.write.bind(stream));
  const names = ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const;
  const spoke = names.map((name) => console[name]);
  const note = (...parts: readonly unknown[]): void => {
    said.push(parts.map((part) => (typeof part === 'string' ? part : JSON.stringify(part))).join(' '));
  };
  for (const stream of streams) {
    stream.write = (chunk: Uint8Array | string) => {
      said.push(String(chunk));
      return true;
    };
  }
  for (const name of names) console[name] = note;
  try {
    await work();
  } finally {
    for (const [at, stream] of streams.entries()) stream.write = writes[at] ?? stream.write;
    for (const [at, name] of names.entries()) console[name] = spoke[at] ?? console[name];
  }
  return said.join('\n');
}
