/** What may be done to a store. */
import type * as z from 'zod';
import { happened, type Moment } from '../kernel/event.ts';
import { changedFields } from '../kernel/fields.ts';
import type { Change } from '../kernel/noun.ts';
import { storeChanged, storeCreated } from './events.ts';
import { type Store, type storeSettingsOf, stores } from './store.ts';

/** The settings that a command carries. */
export type StoreSettings = z.output<z.ZodObject<ReturnType<typeof storeSettingsOf>>>;

/** Sets up a store. */
export const createStore = (storeId: string, settings: StoreSettings, moment: Moment): Change<Store> =>
  stores.create(
    { storeId, ...settings, version: 1, createdAt: moment.now, updatedAt: moment.now },
    happened(storeCreated, { timeZone: settings.timeZone }),
    moment,
  );

const settingNames = ['name', 'timeZone', 'address', 'phone', 'language', 'hours'] as const;

/** Replaces a store's settings. */
export function changeStore(before: Store, settings: StoreSettings, moment: Moment): Change<Store> {
  const { storeId, version, createdAt } = before;
  const after: Store = { storeId, ...settings, version, createdAt, updatedAt: moment.now };
  return stores.change(
    before,
    after,
    happened(storeChanged, { fields: changedFields(before, after, settingNames) }),
    moment,
  );
}
