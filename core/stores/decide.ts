/** What may be done to a store. */
import type * as z from 'zod';
import { happened, type Moment } from '../kernel/event.ts';
import { changedFields } from '../kernel/fields.ts';
import type { Change } from '../kernel/noun.ts';
import type { Write } from '../kernel/table.ts';
import { storeChanged, storeCreated } from './events.ts';
import { listedKey } from './keys.ts';
import { type Store, type storeSettingsOf, stores } from './store.ts';

/** The settings that a command carries. */
export type StoreSettings = z.output<z.ZodObject<ReturnType<typeof storeSettingsOf>>>;

/** The change, and the row in the group's list of stores that goes with it. */
const listed = (change: Change<Store>): Change<Store> => {
  const { storeId, phone } = change.state;
  const row: Write = {
    put: { ...listedKey(storeId), kind: 'store-listed', storeId, ...(phone === undefined ? {} : { phone }) },
  };
  return { ...change, writes: [...change.writes, row] };
};

/** Sets up a store. */
export const createStore = (storeId: string, settings: StoreSettings, moment: Moment): Change<Store> =>
  listed(
    stores.create(
      { storeId, ...settings, version: 1, createdAt: moment.now, updatedAt: moment.now },
      happened(storeCreated, { timeZone: settings.timeZone }),
      moment,
    ),
  );

const settingNames = ['name', 'timeZone', 'address', 'phone', 'language', 'stopCoversAllSms', 'hours'] as const;

/** Replaces a store's settings. */
export function changeStore(before: Store, settings: StoreSettings, moment: Moment): Change<Store> {
  const { storeId, version, createdAt } = before;
  const after: Store = { storeId, ...settings, version, createdAt, updatedAt: moment.now };
  const fields = changedFields(before, after, settingNames);
  return listed(stores.change(before, after, happened(storeChanged, { fields }), moment));
}
