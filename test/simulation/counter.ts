/** The counter of service: an order is closed, the car is picked up, and somebody asks about the next visit, or nobody does. */
import { ask, dayOn, type Errand, minute, people, tendPromises } from './folk.ts';

/** The customer takes one of the free times of some day, if there is one. */
async function book(errand: Errand, roNumber: string): Promise<void> {
  const { luck, storeId, customerId } = errand;
  const { boss } = people[storeId];
  const date = dayOn(errand, luck.between(3, 40));
  const { body } = await ask(errand, boss, 'GET', `/stores/${storeId}/availability?department=service&date=${date}`);
  const slots: readonly { startsAt: string; free: number }[] = body.slots ?? [];
  const free = slots.filter((slot) => slot.free > 0);
  if (free.length === 0) return;
  const { startsAt } = luck.pick(free);
  const visit = { appointmentId: `N-${roNumber}`, customerId, department: 'service', purpose: 'service', startsAt };
  await ask(errand, boss, 'POST', `/stores/${storeId}/appointments`, visit);
}

/** Closes an order, and what follows at the counter until the car is gone. */
export async function closeOut(errand: Errand, roNumber: string): Promise<void> {
  const { luck, storeId, town } = errand;
  const { boss, advisors } = people[storeId];
  const order = `/stores/${storeId}/repair-orders/${roNumber}`;
  await ask(errand, boss, 'POST', `${order}/close`);
  if (luck.chance(0.15)) {
    // A line was forgotten; sometimes it is back within the time that an event takes.
    await town.post.pass(luck.chance(0.5) ? luck.between(0, 3000) : luck.between(1, 300) * minute);
    await ask(errand, boss, 'POST', `${order}/reopen`);
    await town.post.pass(luck.chance(0.5) ? luck.between(0, 3000) : luck.between(1, 90) * minute);
    await ask(errand, boss, 'POST', `${order}/close`);
  }
  await town.post.pass(luck.chance(0.5) ? luck.between(0, 5000) : luck.between(1, 300) * minute);
  const happens = luck.next();
  if (happens < 0.3) await book(errand, roNumber);
  else if (happens < 0.55) await tendPromises(errand, `ro-${roNumber}`);
  else if (happens < 0.65) await ask(errand, boss, 'PATCH', order, { advisorId: luck.pick(advisors) });
  else if (happens < 0.68) await ask(errand, boss, 'POST', `${order}/void`, { reason: 'Written up twice' });
  if (luck.chance(0.8)) await ask(errand, boss, 'PUT', `${order}/car`, { carAt: 'with-customer' });
}
