/** The counter of service: an invoice, a question about the next visit, and a car that is picked up. */
import type { Instant } from '../core/kernel/time.ts';
import type { Agenda } from './agenda.ts';
import type { Api, Caller } from './api.ts';
import { textOf } from './fields.ts';
import { later } from './month/calendar.ts';
import { chanceOf } from './month/chance.ts';

/** The advisor asks about the next visit while the customer stands there: it is further off than the calendar. */
async function askAtTheCounter(
  caller: Caller,
  { storeId, roNumber }: { readonly storeId: string; readonly roNumber: string },
): Promise<void> {
  const path = `/stores/${storeId}/promises`;
  for (const promise of await caller.list(`${path}/mine?type=next-visit`)) {
    if (promise['subject'] !== `ro-${roNumber}`) continue;
    await caller.post(`${path}/${textOf(promise, 'promiseId')}/keep`, { note: 'They come before their vacation.' });
  }
}

/** The work is done: the order is closed, and three quarters of an hour later the car is picked up. */
export function planPickUp(
  agenda: Agenda,
  api: Api,
  of: { readonly storeId: string; readonly roNumber: string; readonly advisor: string; readonly at: Instant },
): void {
  const order = `/stores/${of.storeId}/repair-orders/${of.roNumber}`;
  agenda.plan(of.at, async () => void (await (await api.as(of.advisor)).post(`${order}/close`)));
  agenda.plan(later(of.at, 45), async () => {
    const caller = await api.as(of.advisor);
    if (chanceOf(`counter ${of.storeId} ${of.roNumber}`).happens(0.7)) await askAtTheCounter(caller, of);
    await caller.put(`${order}/car`, { carAt: 'with-customer' });
  });
}
