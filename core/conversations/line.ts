/** One line of a conversation: what one side said, once, in a row of its own. */
import * as z from 'zod';
import type { Row, Write } from '../kernel/table.ts';
import { instant } from '../kernel/time.ts';
import { lineKey } from './keys.ts';

/** The ways by which lines come and go. */
export const lineChannel = z.enum(['sms', 'email'], { error: 'Send sms or email.' });

/** What an inbound line was taken to mean. Everything that is no keyword is free text; `automatic` no person wrote. */
export const meaning = z.enum([
  'opt-out',
  'opt-in',
  'confirm',
  'ask-to-move',
  'cancel',
  'help',
  'free-text',
  'automatic',
  'unreadable',
]);
/** What an inbound line was taken to mean. */
export type Meaning = z.infer<typeof meaning>;

/** A line as it is kept. */
export const line = z.object({
  lineId: z.string(),
  at: instant,
  direction: z.enum(['inbound', 'outbound']),
  channel: lineChannel,
  /** The subject of a mail. */
  title: z.string().optional(),
  text: z.string(),
  /** The text was longer and was cut; the whole of it is in the raw row. */
  cut: z.boolean().optional(),
  /** Inbound: what it was taken to mean. */
  meaning: meaning.optional(),
  /** The message of ours that came last before it, if any: what it probably answers. */
  answers: z.string().optional(),
  /** Outbound: the number of the answer, from 1; its message's occasion is `a1`, `a2`, … */
  answer: z.int().positive().optional(),
  /** Outbound: the staff id of who wrote it. */
  by: z.string().optional(),
});
/** A line as it is kept. */
export type Line = z.infer<typeof line>;

/** The write that keeps a line. Lines never change. */
export const lineWrite = (storeId: string, conversationId: string, of: Line): Write => ({
  put: { ...lineKey(storeId, conversationId, of.at, of.lineId), kind: 'line', ...of },
  when: { absent: true },
});

/** Reads a line's row. */
export const readLine = (row: Row): Line => line.parse(row);
