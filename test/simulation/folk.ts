/** The people of the town's stores, and what everybody there does now and then. */
import type { Dice } from './dice.ts';
import type { Answered } from './gateway.ts';
import type { Town } from './town.ts';

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** The people of a store who do the work. */
export const people = {
  S01: {
    advisors: ['ana', 'ben'],
    salespeople: ['sal', 'sid'],
    parts: 'pat',
    boss: 'sam',
    seller: 'sue',
    caller: 'bob',
    administrator: 'ada',
    area: '+131255',
    state: 'IL',
  },
  S02: {
    advisors: ['max'],
    salespeople: ['max'],
    parts: 'pia',
    boss: 'zoe',
    seller: 'zoe',
    caller: 'zoe',
    administrator: 'zoe',
    area: '+160255',
    state: 'AZ',
  },
} as const;
export type StoreId = keyof typeof people;

/** The stores, the larger one more often. */
export const storeIds: readonly StoreId[] = ['S01', 'S01', 'S01', 'S02', 'S02'];

/** Who can be made to change something in a moment of somebody else's choosing, by store and subject. */
export type Cast = Map<string, () => Promise<void>>;

/** What somebody does in the town about one customer. */
export interface Errand {
  readonly town: Town;
  readonly luck: Dice;
  readonly storeId: StoreId;
  readonly customerId: string;
  /** From then on nobody does anything, in milliseconds: the town comes to rest. */
  readonly ends: number;
  readonly cast: Cast;
}

/** What everybody's errands have in common. */
export type Common = Omit<Errand, 'storeId' | 'customerId'>;

/** From now on the errand's dice say what happens to the subject when somebody meddles. */
export const casts = ({ cast, storeId }: Errand, subject: string, meddles: () => Promise<void>): void =>
  void cast.set(`${storeId} ${subject}`, meddles);

const statusesOfTrouble = [403, 404, 409, 412, 422, 428];

/** The door died, or too much is going on: whoever asked asks again, in the same words and with the same key. */
const statusesOfBadLuck = [502, 503];
const mostTries = 6;

/** Never returns once everybody has gone home. */
export async function unlessOver({ town, ends }: Pick<Errand, 'town' | 'ends'>): Promise<void> {
  if (town.clock.now() >= ends) await new Promise(() => {});
}

/** Asks; people bear it when something is not possible, but not when the house breaks. */
export async function ask(
  errand: Pick<Errand, 'town' | 'ends'>,
  ...[who, method, path, body, headers = {}]: Parameters<Town['request']>
): Promise<Answered> {
  const { town } = errand;
  const known = method === 'POST' ? { 'Idempotency-Key': `ask-${town.newId()}`, ...headers } : headers;
  const asked = [who, method, path, body, known] as const;
  await unlessOver(errand);
  let answer = await town.request(...asked);
  for (let tried = 1; tried < mostTries && statusesOfBadLuck.includes(answer.status); tried += 1) {
    await town.post.pass(tried * 5000);
    answer = await town.request(...asked);
  }
  if (statusesOfBadLuck.includes(answer.status)) return answer;
  if (answer.status >= 400 && !statusesOfTrouble.includes(answer.status)) {
    throw new Error(`${method} ${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  }
  return answer;
}

/** Time passes until some minute of a working day, at least so many days on. */
export async function someTime({ town, luck }: Errand, atLeastDays: number): Promise<void> {
  const from = town.clock.now() + atLeastDays * day;
  const midnight = Math.ceil(from / day) * day;
  await town.post.pass(midnight - town.clock.now() + luck.between(14 * 60, 23 * 60) * minute);
}

/** A day so many days on, in UTC. */
export const dayOn = ({ town }: Pick<Errand, 'town'>, days: number): string =>
  new Date(town.clock.now() + days * day).toISOString().slice(0, 10);

/** The number of a line at the errand's store. */
export const numberOf = ({ storeId }: Errand, line: string): string => `${people[storeId].area}${line}`;

/** Writes the customer down, mostly with a mobile and sometimes with an address. */
export async function register(errand: Errand, line: string): Promise<void> {
  const { luck, storeId, customerId } = errand;
  const { boss, state } = people[storeId];
  await ask(errand, boss, 'POST', `/stores/${storeId}/customers`, {
    customerId,
    name: { first: 'Casey', last: customerId },
    phones: luck.chance(0.9) ? [{ number: numberOf(errand, line), kind: 'mobile', primary: true }] : [],
    emails: luck.chance(0.5) ? [`${customerId.toLowerCase()}@example.com`] : [],
    address: { state, country: 'US' },
  });
}

/** What somebody who looks at the promises of a subject does about them. */
export async function tendPromises(errand: Errand, subject: string): Promise<void> {
  const { luck, storeId } = errand;
  const { boss, advisors, parts } = people[storeId];
  const { body } = await ask(errand, boss, 'GET', `/stores/${storeId}/promises`);
  const mine = (body.items ?? []).filter((promise: { subject: string }) => promise.subject === subject);
  for (const promise of mine) {
    if (!luck.chance(0.4)) continue;
    const path = `/stores/${storeId}/promises/${promise.promiseId}`;
    const who = luck.pick([boss, ...advisors, parts]);
    const does = luck.next();
    if (does < 0.4) await ask(errand, who, 'POST', `${path}/acknowledge`);
    else if (does < 0.7) await ask(errand, who, 'POST', `${path}/keep`, { note: 'Called.' });
    else if (does < 0.8) await ask(errand, who, 'POST', `${path}/cancel`, { reason: 'Written up twice' });
    else {
      const to = { kind: 'person', staffId: luck.pick(advisors) };
      await ask(errand, who, 'POST', `${path}/reassign`, { to });
    }
  }
}

/** Somebody leaves, and sometimes comes back. */
export async function leave(errand: Pick<Errand, 'town' | 'luck' | 'ends'>): Promise<void> {
  const { town, luck } = errand;
  await town.post.pass(luck.between(3 * 24, 25 * 24) * hour);
  const [storeId, staffId] = luck.pick([
    ['S01', 'ana'],
    ['S01', 'pat'],
    ['S01', 'sal'],
    ['S02', 'max'],
  ] as const);
  const path = `/stores/${storeId}/staff/${staffId}`;
  await ask(errand, people[storeId].administrator, 'POST', `${path}/deactivate`);
  await town.post.pass(luck.between(1, 10 * 24) * hour);
  if (luck.chance(0.5)) await ask(errand, people[storeId].administrator, 'POST', `${path}/reactivate`);
}
