/** The first morning: sales opens beside service, with its people, its hours, and room for so many customers at a time. */
import type { Api, Caller } from './api.ts';
import { fieldsOf } from './fields.ts';
import type { Shop } from './month/plan.ts';

/** Who sets up the group. */
const administrator = 'admin-avery';

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;

const open = (from: string, to: string) => Object.fromEntries(weekdays.map((day) => [day, [{ from, to }]] as const));

const hours = {
  sales: { weekly: { ...open('09:00', '20:00'), sat: [{ from: '09:00', to: '18:00' }], sun: [] }, holidays: [] },
  marketing: { weekly: { ...open('09:00', '17:00'), sat: [], sun: [] }, holidays: [] },
};

/** Three cars an advisor's lane takes in half an hour; two visitors a showroom. */
const capacity = {
  service: { slotMinutes: 30, perSlot: 3, perPerson: 1, exceptions: [] },
  sales: { slotMinutes: 30, perSlot: 2, perPerson: 1, exceptions: [] },
} as const;

/** The sales manager leads the business development center, too. */
const people = (shop: Shop) => [
  { staffId: shop.salesBdc, roles: ['bdc'], department: 'bdc' },
  { staffId: shop.salespeople[0], roles: ['salesperson'], department: 'sales' },
  { staffId: shop.salespeople[1], roles: ['salesperson'], department: 'sales' },
  { staffId: shop.salesManager, roles: ['sales-manager', 'bdc-manager'], department: 'sales' },
  { staffId: shop.marketing, roles: ['marketing'], department: 'marketing' },
];

/** `sales-manager-lin` is called Lin. */
const nameOf = (staffId: string): string => {
  const name = staffId.split('-').at(-1) ?? staffId;
  return name.slice(0, 1).toUpperCase() + name.slice(1);
};

/** A store's settings without what the API adds to them, and with the hours of two more departments. */
const withHours = ({
  storeId: _s,
  version: _v,
  createdAt: _c,
  updatedAt: _u,
  ...settings
}: Record<string, unknown>) => ({
  ...settings,
  hours: { ...fieldsOf(settings['hours']), ...hours },
});

async function openShop(caller: Caller, shop: Shop): Promise<void> {
  const path = `/stores/${shop.storeId}`;
  await caller.replace(path, withHours);
  for (const person of people(shop)) await caller.post(`${path}/staff`, { ...person, name: nameOf(person.staffId) });
  for (const department of ['service', 'sales'] as const) {
    await caller.put(`${path}/departments/${department}/capacity`, capacity[department]);
  }
}

/** Opens sales at every store. */
export async function openSales(api: Api, shops: readonly Shop[]): Promise<void> {
  const caller = await api.as(administrator);
  for (const shop of shops) await openShop(caller, shop);
}
