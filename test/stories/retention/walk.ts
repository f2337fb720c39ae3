/** A customer's year in pure facts: whatever may happen to two vehicles, and what retention does about it. */
import * as fc from 'fast-check';
import { customers } from '../../../core/customers/index.ts';
import { decide, perform } from '../../../core/follow-ups/retention/decide.ts';
import type { Facts } from '../../../core/follow-ups/retention/facts.ts';
import { retentionPlaybook } from '../../../core/follow-ups/retention/settings.ts';
import type { Moment } from '../../../core/kernel/event.ts';
import { type Instant, parseDate, parseInstant, plus, plusDays } from '../../../core/kernel/time.ts';
import { changePromise, openPromise, type Promised } from '../../../core/promises/index.ts';
import { repairOrders } from '../../../core/repair-orders/index.ts';
import { inOrder, type PromiseChange } from '../../../core/run/index.ts';
import { vehicles } from '../../../core/vehicles/index.ts';
import { stores } from '../../simulation/people.ts';

const begin = parseInstant('2026-01-05T06:00:00Z');
const firstDay = parseDate('2026-01-05');
const at = (day: number): Instant => plus(begin, { days: day });

/** What all vehicles share, and each vehicle's own facts. */
export interface Year {
  readonly facts: readonly Facts[];
  readonly now: Instant;
}

/** Something that happens: to both vehicles' runs, or to one of them. */
export interface Happens {
  readonly day: number;
  readonly change: (facts: Facts, vehicle: number, now: Instant) => Facts;
}

const vehicle = (vehicleId: string, lastServiceAt: Instant): NonNullable<Facts['vehicle']> =>
  vehicles.schema.parse({
    vehicleId,
    customerId: 'C-1',
    homeStore: 'S01',
    lastServiceAt,
    version: 1,
    createdAt: begin,
    updatedAt: begin,
  });

const agreed = { wording: 'Yes', source: 'counter', at: begin };

const customer = customers.schema.parse({
  customerId: 'C-1',
  name: { first: 'Casey' },
  phones: [{ number: '+13125550101', kind: 'mobile' }],
  emails: [],
  consent: { marketingSms: { ...agreed, number: '+13125550101' } },
  stores: ['S01'],
  version: 1,
  createdAt: begin,
  updatedAt: begin,
});

const start = (index: number, servicedDaysAgo: number): Facts => ({
  run: { followUp: 'retention', storeId: 'S01', subject: `vh-V-${index + 1}` },
  settings: retentionPlaybook.defaults,
  store: { storeId: 'S01', ...stores.S01, version: 1, createdAt: begin, updatedAt: begin },
  staff: [{ staffId: 'mae', name: 'mae', roles: ['marketing'], active: true }],
  vehicle: vehicle(`V-${index + 1}`, plus(begin, { days: -servicedDaysAgo })),
  customer,
  repairOrders: [],
  appointments: [],
  wroteAt: undefined,
  promises: [],
  claims: [],
});

/** The facts of the first vehicle, so many days after its last service. */
export const begins = (servicedDaysAgo: number): Facts => start(0, servicedDaysAgo);

type Of = (facts: Facts, now: Instant) => Facts;

/** To the customer, and so to both runs. */
const both =
  (of: Of): Happens['change'] =>
  (facts, _, now) =>
    of(facts, now);

/** To one vehicle. */
const one =
  (which: number, of: Of): Happens['change'] =>
  (facts, index, now) =>
    index === which ? of(facts, now) : facts;

const withVehicle = (facts: Facts, more: object): Facts => {
  if (facts.vehicle === undefined) return facts;
  return { ...facts, vehicle: vehicles.schema.parse({ ...facts.vehicle, ...more }) };
};

const withCustomer = (facts: Facts, more: object): Facts => ({
  ...facts,
  customer: customers.schema.parse({ ...customer, ...facts.customer, ...more }),
});

const order = (now: Instant, status: 'OPEN' | 'CLOSED', visit?: Instant) =>
  repairOrders.schema.parse({
    roNumber: '1',
    storeId: 'S01',
    customerId: 'C-1',
    status,
    carAt: 'in-shop',
    lines: [],
    partsOrders: [],
    ...(visit === undefined
      ? {}
      : { returnVisit: { startsAt: visit, bookedAt: now, bookedBy: { kind: 'staff', id: 'ana' } } }),
    openedAt: now,
    carMovedAt: now,
    createdAt: now,
    updatedAt: now,
    version: 1,
  });

const changes: fc.Arbitrary<Happens['change']> = fc.nat(1).chain((which) =>
  fc.constantFrom<Happens['change'][]>(
    one(which, (facts, now) => withVehicle(facts, { lastServiceAt: now })),
    one(which, (facts) => withVehicle(facts, { ownership: { status: 'sold', since: firstDay } })),
    one(which, (facts) => withVehicle(facts, { ownership: { status: 'owned', since: firstDay } })),
    one(which, (facts) => withVehicle(facts, { leaseEndsOn: '2026-09-01', warrantyEndsOn: '2026-07-01' })),
    one(which, (facts, now) => withVehicle(facts, { quietUntil: plusDays(parseDate(now.slice(0, 10)), 40) })),
    one(which, (facts) => withVehicle(facts, { recalls: [{ recallId: 'R-1', openSince: firstDay }] })),
    one(which, (facts, now) =>
      withVehicle(facts, { recalls: [{ recallId: 'R-1', openSince: firstDay, doneAt: now }] }),
    ),
    one(which, (facts, now) => withVehicle(facts, { fundingProblemSince: now })),
    one(which, (facts) => withVehicle(facts, { fundingProblemSince: undefined })),
    one(which, (facts) => withVehicle(facts, { homeStore: 'S02' })),
    one(which, (facts) => withVehicle(facts, { homeStore: 'S01' })),
    both((facts, now) => withCustomer(facts, { complaint: { since: now } })),
    both((facts) => withCustomer(facts, { complaint: undefined })),
    both((facts, now) => withCustomer(facts, { consent: { smsOptOutAt: now } })),
    both((facts) => withCustomer(facts, { consent: customer.consent })),
    both((facts, now) => ({ ...facts, repairOrders: [order(now, 'OPEN')] })),
    both((facts, now) => ({ ...facts, repairOrders: [order(now, 'CLOSED')] })),
    both((facts, now) => ({ ...facts, repairOrders: [order(now, 'CLOSED', plus(now, { days: 6 }))] })),
    both((facts, now) => ({ ...facts, wroteAt: now })),
    both((facts) => ({ ...facts, staff: facts.staff.map((member) => ({ ...member, active: !member.active })) })),
  ),
);

/** A year: when the vehicles were serviced last, and what happens, in order. */
export const year: fc.Arbitrary<{ readonly begins: Year; readonly happens: readonly Happens[] }> = fc
  .record({
    ago: fc.tuple(fc.nat(400), fc.nat(400)),
    happens: fc.array(fc.record({ day: fc.nat(330), change: changes }), { maxLength: 12 }),
  })
  .map(({ ago, happens }) => ({
    begins: { facts: ago.map((days, index) => start(index, days)), now: begin },
    happens: happens.toSorted((a, b) => a.day - b.day),
  }));

const momentAt = (now: Instant): Moment => ({
  now,
  newId: () => 'id',
  actor: { kind: 'system', id: 'retention' },
  cause: 'cause',
});

const under = { playbookVersion: 0, shadow: false };

/** The facts once the changes of promises are committed. */
export function committed(facts: Facts, asked: readonly PromiseChange[], now: Instant): Facts {
  const moment = momentAt(now);
  const after = new Map<string, Promised>(facts.promises.map((each) => [each.promiseId, each]));
  for (const each of asked) {
    const { state } =
      'open' in each
        ? openPromise({ ...each.open, ...facts.run, ...under }, moment)
        : changePromise(each.change, each.command, moment);
    after.set(state.promiseId, state);
  }
  return { ...facts, promises: inOrder([...after.values()]) };
}

/** A message that left, or did not, and on which facts. */
export interface Sent {
  readonly at: Instant;
  readonly act: string;
  readonly occasion: string;
  readonly answer: string;
  readonly facts: Facts;
}

/** More steps than one instant can need. */
const mostSteps = 30;

/** Goes on until a run rests: what it sent, its facts then, and when it looks again. */
function settle(given: Facts, now: Instant, history: readonly Sent[]) {
  let facts = given;
  const sent: Sent[] = [];
  for (let steps = 0; steps < mostSteps; steps += 1) {
    const step = decide(facts, now);
    facts = committed(facts, step.promises, now);
    if (step.promises.length > 0 && step.does !== 'end' && step.does !== 'park') continue;
    if (step.does !== 'act') return { facts, sent, step };
    const performance = perform(facts, step.act, momentAt(now));
    if (performance === undefined) throw new Error(`${step.act} cannot be done.`);
    const { act, occasion } = step;
    const common = { followUp: 'retention', act, occasion, at: now };
    if (performance.kind === 'inside') {
      facts = committed(facts, performance.promises, now);
      facts = { ...facts, claims: [...facts.claims, { ...common, state: 'DONE', told: {} }] };
      continue;
    }
    const marketing = [...history, ...sent].filter((each) => each.answer === 'send' && each.act !== 'send-recall');
    const decision = performance.contact(now, { history: marketing, optOutLink: true });
    if (decision === undefined || decision.answer === 'notBefore') throw new Error(`${act} is asked for too early.`);
    sent.push({ at: now, act, occasion, answer: decision.answer, facts });
    const state = decision.answer === 'send' ? ('ACCEPTED' as const) : ('REFUSED' as const);
    const reason = decision.answer === 'send' ? {} : { reason: decision.rule };
    facts = { ...facts, claims: [...facts.claims, { ...common, state, ...reason, told: performance.draft.told }] };
  }
  throw new Error('It does not come to rest.');
}

/** Lives through a year. `looks` is called with each run's facts and the step in which it rests. */
export function live(
  { begins, happens }: { readonly begins: Year; readonly happens: readonly Happens[] },
  looks: (facts: Facts, step: ReturnType<typeof decide>, now: Instant) => void,
): readonly Sent[] {
  const all: Sent[] = [];
  const runs: { facts: Facts; until: Instant | undefined }[] = begins.facts.map((facts) => ({
    facts,
    until: begins.now,
  }));
  const left = [...happens];
  for (;;) {
    const [event] = left;
    const dues = runs.flatMap(({ until }) => until ?? []).toSorted();
    const now = [...dues, ...(event === undefined ? [] : [at(event.day)])].toSorted()[0];
    if (now === undefined || now > at(400)) return all;
    const happened = event !== undefined && at(event.day) === now;
    if (happened) left.shift();
    for (const [index, run] of runs.entries()) {
      if (happened) run.facts = event.change(run.facts, index, now);
      if (!happened && run.until !== now) continue;
      const { facts, sent, step } = settle(run.facts, now, all);
      looks(facts, step, now);
      all.push(...sent);
      run.facts = facts;
      run.until = step.does === 'wait' || step.does === 'park' ? step.until : undefined;
    }
  }
}
