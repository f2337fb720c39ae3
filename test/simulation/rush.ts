/** The first warm day: the telephones of a department ring at once, and everybody wants the same hour. */
import { ask, type Common, dayOn, type Errand, minute, people, register, someTime, storeIds } from './folk.ts';

/** Callers at once; more than an hour has room for. */
const callers = 3;

interface Slot {
  readonly startsAt: string;
  readonly free: number;
}

/** One caller, who is written down and asks for the hour in the same moment as the others. */
async function call(errand: Errand, line: string, startsAt: string): Promise<void> {
  const { storeId, customerId, luck } = errand;
  const { boss, advisors } = people[storeId];
  await register(errand, line);
  const visit = { appointmentId: `Q${customerId.slice(2)}`, customerId, department: 'service', purpose: 'service' };
  const host = luck.chance(0.5) ? { staffId: luck.pick(advisors) } : {};
  await ask(errand, boss, 'POST', `/stores/${storeId}/appointments`, { ...visit, ...host, startsAt });
}

/** Now and then, as long as there is a book to write them in. */
export async function rush(common: Common, hasBook: boolean): Promise<void> {
  const { town, luck } = common;
  for (let at = 0; hasBook; at += callers) {
    const errand: Errand = { ...common, storeId: luck.pick(storeIds), customerId: 'C-0' };
    await someTime(errand, luck.between(0, 9));
    const { storeId } = errand;
    const path = `/stores/${storeId}/availability?department=service&date=${dayOn(errand, luck.between(1, 6))}`;
    const { body } = await ask(errand, people[storeId].boss, 'GET', path);
    const free = ((body.slots ?? []) as readonly Slot[]).filter((slot) => slot.free > 0);
    if (free.length === 0) continue;
    const { startsAt } = luck.pick(free);
    for (let caller = at; caller < at + callers; caller += 1) {
      const one: Errand = { ...errand, customerId: `C-${4000 + caller}`, luck: luck.for(`caller ${caller}`) };
      town.post.send(luck.between(0, 300), () => call(one, String(50_000 + caller), startsAt));
    }
    await town.post.pass(minute);
  }
}
