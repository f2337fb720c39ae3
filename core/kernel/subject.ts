/** What a follow-up is about: a noun and its number as one word, such as `ro-10233`, and the partition where it lies. */
import * as z from 'zod';
import { storePartition } from './keys.ts';

/** Subject prefix → the word in the partition key of the noun. */
const partitions = { ro: 'RO', ap: 'AP', vh: 'VH', cv: 'CV' } as const;
type Kind = keyof typeof partitions;

/**
 * The follow-up's subject: a repair order, an appointment, a vehicle at a store, or a conversation. Letters, digits and
 * hyphens: it is part of an execution's name.
 */
export const subject = z.string().regex(/^(ro|ap|vh|cv)-[A-Za-z0-9-]{1,40}$/, 'Expected a subject such as ro-10233');

/** Names a subject. */
export const subjectOf = (kind: Kind, id: string): string => `${kind}-${id}`;

const kinds: readonly Kind[] = ['ro', 'ap', 'vh', 'cv'];

/** The noun's kind and id. Throws on a word that is no subject (a mistake of ours). */
export function readSubject(text: string): { readonly kind: Kind; readonly id: string } {
  const kind = kinds.find((candidate) => text.startsWith(`${candidate}-`));
  if (kind === undefined) throw new RangeError(`Not a subject: ${text.slice(0, 20)}`);
  return { kind, id: text.slice(kind.length + 1) };
}

/** The partition that holds the noun, and all that hangs on it: orders, promises, claims, follow-ups. */
export function subjectPartition(storeId: string, text: string, ...parts: readonly string[]): string {
  const { kind, id } = readSubject(text);
  return storePartition(storeId, partitions[kind], id, ...parts);
}
