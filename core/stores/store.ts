/** A store (rooftop): one dealership with its time zone, its departments' hours and its place on the map. */
import * as z from 'zod';
import { type OpeningHours, openingHours } from '../kernel/calendar.ts';
import {
  countryCode,
  language,
  line,
  type PhoneField,
  phoneNumber,
  postalCode,
  stateCode,
  storeId,
} from '../kernel/fields.ts';
import { defineNoun } from '../kernel/noun.ts';
import { type Department, department } from '../kernel/role.ts';
import { instant, timeZone } from '../kernel/time.ts';
import { measureDue, storeKey, storeLog } from './keys.ts';

/** What people may set about a store. */
export const storeSettingsOf = (phone: PhoneField) => ({
  name: line('the name of the store'),
  timeZone,
  address: z.object(
    {
      street: line('a street').optional(),
      city: line('a city'),
      state: stateCode,
      postalCode,
      country: countryCode,
    },
    { error: 'Send the address: street, city, state, postalCode, country.' },
  ),
  phone: phone.optional(),
  /** In which customers are written to whose language nobody knows; without it English. */
  language: language.optional(),
  /**
   * Whether STOP in answer to a text revokes all SMS; without it, it does. `false`: it revokes the kind of message that it
   * answers, offers or status texts (domain section 5, rule 6).
   */
  stopCoversAllSms: z.boolean({ error: 'Send true or false.' }).optional(),
  /** A department that is missing here keeps the hours of service, then those of sales. */
  hours: z.partialRecord(department, openingHours, { error: 'Send the opening hours by department.' }),
});

const storeSettings = storeSettingsOf(phoneNumber);

/** A store as it is kept. */
export const store = z.object({
  storeId,
  ...storeSettings,
  version: z.int().positive(),
  createdAt: instant,
  updatedAt: instant,
});

/** A store. */
export type Store = z.output<typeof store>;

/** The noun. Its log is the store's own. */
export const stores = defineNoun({
  name: 'store',
  schema: store,
  id: (state) => state.storeId,
  key: (state) => storeKey(state.storeId),
  log: (state) => storeLog(state.storeId),
  about: (state) => ({ storeId: state.storeId }),
  indexes: (state) => ({ ...measureDue(state.storeId, state.updatedAt) }),
});

/** Hours that never open: deadlines on them count on the clock on the wall (kernel/calendar). */
const unknownHours: OpeningHours = {
  weekly: { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] },
  holidays: [],
};

/** When a department works: its own hours, else those of service, else those of sales. */
export const hoursOf = (of: Pick<Store, 'hours'>, whose: Department): OpeningHours =>
  of.hours[whose] ?? of.hours.service ?? of.hours.sales ?? unknownHours;
