/**
 * Stops by contact point. Who says stop may be no customer yet, or only one of those with the number; whoever is found
 * to have it later must not be written to either (domain section 5, rule 5).
 */
import * as z from 'zod';
import type { Moment } from '../kernel/event.ts';
import { allRows, type Reader, type Write } from '../kernel/table.ts';
import { instant } from '../kernel/time.ts';
import { forbidden } from './consent.ts';
import type { Consent } from './customer.ts';
import { type ConsentChannel, consentChannel } from './events.ts';
import { stopKey, stopsOfContact } from './keys.ts';

const stop = z.object({
  channel: consentChannel,
  at: instant,
  /** When the contact said start: the stop counts no more. */
  over: instant.optional(),
});
/** A stop that was said from a number or address. */
export type Stop = z.output<typeof stop>;

/** Notes a stop with the contact that said it: a number in E.164, or a mail address in small letters. */
export const noteStop = (contact: string, channel: ConsentChannel, { now }: Moment): Write => ({
  put: { ...stopKey(contact, channel), kind: 'stop', channel, at: now },
});

const startsAgain = { sms: ['sms', 'transactional-sms'], email: ['email'] } as const;

/** Notes that the contact said start: as for a customer, what comes back is everything but marketing. */
export const noteStart = (contact: string, by: keyof typeof startsAgain, { now }: Moment): readonly Write[] =>
  startsAgain[by].map((channel) => ({
    put: { ...stopKey(contact, channel), kind: 'stop', channel, at: now, over: now },
  }));

/** The stops that count for these contacts. */
export async function stopsOf(reader: Reader, contacts: readonly string[]): Promise<readonly Stop[]> {
  const rows = await Promise.all(contacts.map((contact) => allRows(reader, stopsOfContact.query(contact))));
  return rows.flat().flatMap((row) => {
    const read = stop.parse(row);
    return read.over === undefined ? [read] : [];
  });
}

/** A consent once these stops count. */
export const stopped = (consent: Consent, stops: readonly Stop[]): Consent =>
  stops.reduce((so, { channel, at }) => forbidden(so, channel, at), consent);
