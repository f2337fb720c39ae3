/**
 * A phone number as people write it. Apart from the other fields, because the metadata of the world's numbers is a sixth
 * of a function's bundle: only doors that people write at need it, rows hold E.164 already.
 */
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import * as z from 'zod';
import { phoneNumber } from './fields.ts';

/** The number in E.164, empty when it can be none. Without a country code it is read as a US number. */
const e164 = (text: string): string => {
  const parsed = parsePhoneNumberFromString(text, 'US');
  return parsed?.isValid() === true && parsed.ext === undefined ? parsed.number : '';
};

/** Comes out as E.164 (`+13125550123`). An extension is refused. */
export const writtenPhone = z
  .string({ error: 'Send a phone number as text, such as +13125550123.' })
  .max(40, { error: 'Send a phone number, such as +13125550123.' })
  .overwrite(e164)
  .refine((text) => phoneNumber.safeParse(text).success, {
    error: 'Send a phone number without extension, such as +13125550123.',
  });
