/** The fields that several nouns share, each with the sentence a client reads when it is wrong. */
import * as z from 'zod';
import { redacted } from './redaction.ts';

/** A store's id, short because people say it: `S01`. It is part of the names of executions. */
export const storeId = z
  .string({ error: 'Send the id of a store, such as S01.' })
  .regex(/^[A-Z0-9]{1,8}$/, { error: 'Send 1 to 8 capital letters or digits, such as S01.' });

/** An id that may come from a DMS, or is made here when none is sent. */
export const externalId = z
  .string({ error: 'Send an id of letters, digits and hyphens.' })
  .regex(/^[A-Za-z0-9-]{1,40}$/, { error: 'Send 1 to 40 letters, digits or hyphens.' });

/** A line of text without surrounding blanks; `what` names it in the sentence for a client. */
export const line = (what: string, most = 120) =>
  z
    .string({ error: `Send ${what} as text.` })
    .trim()
    .min(1, { error: `Send ${what}, or leave the field out where it is optional.` })
    .max(most, { error: `Send at most ${most} characters.` });

/**
 * What a person writes in their own words. Numbers that must never be kept are taken out before anything else looks
 * (domain section 5, rule 16).
 */
export const prose = (what: string, most: number) =>
  z
    .string({ error: `Send ${what} as text.` })
    .overwrite((text) => redacted(text).trim())
    .min(1, { error: `Send ${what}, or leave the field out where it is optional.` })
    .max(most, { error: `Send at most ${most} characters.` });

/** A phone number as it is kept: E.164, such as `+13125550123`. As people write it, it is `kernel/phone`. */
export const phoneNumber = z
  .string({ error: 'Send a phone number as text, such as +13125550123.' })
  .regex(/^\+[1-9]\d{6,14}$/, { error: 'Send a phone number without extension, such as +13125550123.' });

/** Either of the two shapes of a phone number: kept, or as people write it. */
export type PhoneField = z.ZodType<string, string>;

/** A mail address; comes out in lower case, so that the same mailbox is the same text. */
export const mailAddress = z
  .string({ error: 'Send a mail address as text.' })
  .max(254, { error: 'Send a mail address of at most 254 characters.' })
  .overwrite((text) => text.trim().toLowerCase())
  .refine((text) => z.email().safeParse(text).success, { error: 'Send a mail address such as pat@example.com.' });

/** A postal code, with or without the +4. */
export const postalCode = line('a postal code', 12);

/** A state or province by its two letters. */
export const stateCode = z
  .string({ error: 'Send the state by its two letters, such as IL.' })
  .overwrite((text) => text.trim().toUpperCase())
  .refine((text) => /^[A-Z]{2}$/.test(text), { error: 'Send the state by its two letters, such as IL.' });

/** A country by its two letters (ISO 3166-1). */
export const countryCode = z
  .string({ error: 'Send the country by its two letters, such as US.' })
  .overwrite((text) => text.trim().toUpperCase())
  .refine((text) => /^[A-Z]{2}$/.test(text), { error: 'Send the country by its two letters, such as US.' });

/** A language as BCP 47 says it: `en`, `es-MX`. */
export const language = z
  .string({ error: 'Send a language such as en or es.' })
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$/, { error: 'Send a language such as en or es.' });

/** A body with exactly these fields: a misspelt one is named instead of being dropped in silence. */
export const bodyOf = <Fields extends z.ZodRawShape>(fields: Fields) =>
  z.strictObject(fields, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `Leave out what is not a field here; the fields are ${Object.keys(fields).join(', ')}.`
        : 'Send a JSON object.',
  });

/** The names among `fields` whose values differ. Both sides must have come from the same schema. */
export const changedFields = <State extends object>(
  before: State,
  after: State,
  fields: readonly (keyof State & string)[],
): string[] => fields.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
