/** The people and places of the stories: two stores in different zones, their staff, and customers. */

import { createCustomer } from '../../core/customers/index.ts';
import { openingHours } from '../../core/kernel/calendar.ts';
import type { Moment } from '../../core/kernel/event.ts';
import type { Role } from '../../core/kernel/role.ts';
import type { Table, Write } from '../../core/kernel/table.ts';
import { type Instant, timeZone } from '../../core/kernel/time.ts';
import { addStaff, type StaffMember } from '../../core/staff/index.ts';
import { createStore, type StoreSettings } from '../../core/stores/index.ts';

const day = [{ from: '07:30', to: '18:00' }];

/** Monday to Friday 7:30 to 18:00, Saturday until 13:00, closed on Sunday and on Thanksgiving. */
export const serviceHours = openingHours.parse({
  weekly: { mon: day, tue: day, wed: day, thu: day, fri: day, sat: [{ from: '08:00', to: '13:00' }], sun: [] },
  holidays: [{ date: '2026-11-26', name: 'Thanksgiving' }],
});

const settings = (name: string, zone: string, state: string, postalCode: string): StoreSettings => ({
  name,
  timeZone: timeZone.parse(zone),
  address: { city: name, state, postalCode, country: 'US' },
  hours: { service: serviceHours },
});

export const stores = {
  S01: settings('Prairie Motors', 'America/Chicago', 'IL', '60601'),
  S02: settings('Desert Auto', 'America/Phoenix', 'AZ', '85001'),
};

/** Staff id → roles; each works at the store of the key. */
export const staffOf: Readonly<Record<string, Readonly<Record<string, readonly Role[]>>>> = {
  S01: {
    ada: ['administrator'],
    ana: ['advisor'],
    ben: ['advisor'],
    pat: ['parts'],
    sam: ['service-manager'],
    gil: ['general-manager'],
    bea: ['service-bdc'],
    bob: ['bdc'],
    sal: ['salesperson'],
    sid: ['salesperson'],
    sue: ['sales-manager'],
    mae: ['marketing'],
  },
  S02: { zoe: ['administrator'], max: ['advisor'], pia: ['parts'] },
};

/** Writes the stores, their staff and the customers C-1 (mobile, Illinois) … as setup and the API would. */
export async function settle(table: Table, now: Instant, newId: () => string): Promise<void> {
  const moment: Moment = { now, newId, actor: { kind: 'system', id: 'setup' }, cause: 'setup' };
  const write = async (writes: readonly Write[]) => table.write(writes);
  for (const [storeId, place] of Object.entries(stores)) await write(createStore(storeId, place, moment).writes);
  for (const [storeId, people] of Object.entries(staffOf)) {
    for (const [staffId, roles] of Object.entries(people)) {
      const added: { state: StaffMember; writes: readonly Write[] } = addStaff(
        staffId,
        { name: staffId },
        [{ storeId, roles }],
        moment,
      );
      await write(added.writes);
    }
  }
  for (const [storeId, customerId, number, state] of [
    ['S01', 'C-1', '+13125550101', 'IL'],
    ['S01', 'C-2', '+13125550102', 'IL'],
    ['S02', 'C-3', '+16025550103', 'AZ'],
  ] as const) {
    const profile = {
      name: { first: 'Casey', last: customerId },
      phones: [{ number, kind: 'mobile' as const, primary: true }],
      emails: [],
      address: { state, country: 'US' },
    };
    await write(createCustomer(storeId, customerId, profile, moment).writes);
  }
}
