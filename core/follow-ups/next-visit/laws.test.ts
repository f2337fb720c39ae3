/** What holds whatever becomes of a closed order, its car and its customer, in any order, at whatever hour. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { settle } from '../../../test/simulation/people.ts';
import { openNextVisit } from '../../../test/stories/next-visit/stage.ts';
import { openPure } from '../../../test/stories/pure.ts';
import { onTheWall } from '../../../test/stories/stage.ts';
import type { World } from '../../../test/stories/world.ts';
import { envelope } from '../../kernel/event.ts';
import { subjectPartition } from '../../kernel/subject.ts';
import { allRows, type Row } from '../../kernel/table.ts';
import { type Instant, plus } from '../../kernel/time.ts';
import { isOwed, type Promised, promises } from '../../promises/index.ts';
import { type RepairOrder, repairOrders } from '../../repair-orders/index.ts';

type Stage = ReturnType<typeof openNextVisit>;
type Happening = (world: World, stage: Stage) => Promise<unknown>;

const named = (name: string, happening: Happening): Happening => Object.assign(happening, { toString: () => name });

const order = '/stores/S01/repair-orders/10233';
const asked = (who: string, method: string, path: string, body?: object): Happening =>
  named(`${method} ${path}`, (world) => world.request(who, method, path, body));

const ofOrder = [
  ...['close', 'close', 'reopen'].map((command) => asked('sam', 'POST', `${order}/${command}`)),
  asked('sam', 'POST', `${order}/void`, { reason: 'Twice' }),
];
const ofCar = [
  ...['in-shop', 'with-customer'].map((carAt) => asked('sam', 'PUT', `${order}/car`, { carAt })),
  asked('sam', 'PATCH', order, { vehicleId: 'V-1' }),
  asked('sam', 'PUT', '/stores/S01/customers/C-1/vehicles/V-1/ownership', { status: 'sold', since: '2026-03-09' }),
];
const ofVisits = [
  named('books', (world) =>
    world.request('sam', 'POST', '/stores/S01/appointments', {
      appointmentId: world.newId(),
      customerId: 'C-1',
      department: 'service',
      purpose: 'service',
      startsAt: onTheWall('S01', '03-25 09:00'),
    }),
  ),
  asked('sam', 'PUT', `${order}/return-visit`, { startsAt: onTheWall('S01', '03-20 09:00') }),
  asked('sam', 'DELETE', `${order}/return-visit`),
  asked('sam', 'POST', '/stores/S01/repair-orders', { roNumber: '10234', customerId: 'C-1', carAt: 'in-shop' }),
];
const consent = '/stores/S01/customers/C-1/consent';
const agreed = { channel: 'marketing-sms', wording: 'Yes, text me.', source: 'counter', number: '+13125550101' };
const ofPeople = [
  asked('sam', 'PUT', consent, { ...agreed, optedOut: false }),
  asked('sam', 'PUT', consent, { channel: 'sms', optedOut: true }),
  ...['ana', 'ben'].map((who) =>
    named(`${who} leaves`, (world) => world.request('ada', 'POST', `/stores/S01/staff/${who}/deactivate`)),
  ),
  named('keeps all by hand', async (world) => {
    for (const { promiseId } of (await seen(world)).owed)
      await world.request('ada', 'POST', `/stores/S01/promises/${promiseId}/keep`, { note: 'Done' });
  }),
];
const passes = [1, 30, 90, 300, 1500].map((minutes) =>
  named(`${minutes} minutes`, (world) => world.until(plus(world.now(), { minutes }))),
);

const life = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...ofOrder) },
    { weight: 3, arbitrary: fc.constantFrom(...ofCar) },
    { weight: 2, arbitrary: fc.constantFrom(...ofVisits) },
    { weight: 2, arbitrary: fc.constantFrom(...ofPeople) },
    { weight: 5, arbitrary: fc.constantFrom(...passes) },
  ),
  { maxLength: 16 },
);

interface Seen {
  readonly rows: readonly Row[];
  readonly order: RepairOrder | undefined;
  readonly all: readonly Promised[];
  readonly owed: readonly Promised[];
}

async function seen({ table }: World): Promise<Seen> {
  const rows = await allRows(table, { pk: subjectPartition('S01', 'ro-10233') });
  const all = rows.filter(({ kind }) => kind === 'promise').map(promises.read);
  const [row] = rows.filter(({ kind }) => kind === repairOrders.name);
  return { rows, all, owed: all.filter(isOwed), order: row === undefined ? undefined : repairOrders.read(row) };
}

/** When the order was closed, each time. */
const closings = ({ happened }: World): readonly Instant[] =>
  happened().flatMap((each) => {
    const event = each.is === 'event' ? envelope.parse(each.event) : undefined;
    return event?.type === 'repair-order.closed' ? [event.at] : [];
  });

function holds(world: World, { rows, order: now, all, owed }: Seen, gone: readonly string[]): void {
  // At most one for each closing, and of no other day.
  const openedAt = all.map((each) => each.openedAt);
  expect(new Set(openedAt).size).toBe(openedAt.length);
  expect(openedAt.filter((at) => !closings(world).includes(at))).toEqual([]);
  // Owed is only what the last closing left, with an owner who is there, and never late without a record.
  expect(owed.length).toBeLessThanOrEqual(1);
  for (const { openedAt: at, owner, dueAt, breachedAt } of owed) {
    expect(at).toBe(now?.closedAt);
    expect(gone).not.toContain(owner.kind === 'person' ? owner.staffId : '');
    if (dueAt <= world.now()) expect(breachedAt).toBe(dueAt);
  }
  // The run goes on while it is owed, and ends when it is not.
  const run = rows.find(({ kind, followUp }) => kind === 'follow-up' && followUp === 'next-visit');
  if (run !== undefined) expect(run['state']).toBe(owed.length > 0 ? 'OPEN' : 'ENDED');
  // Every closing was looked at.
  expect(run).toBeDefined();
}

const met = new Set<string>();

test('whatever happens: one promise for each closing at most, owed by somebody who is there', async () => {
  await fc.assert(
    fc.asyncProperty(fc.boolean(), life, async (isNamed, happenings) => {
      const world = openPure(onTheWall('S01', '03-09 10:00'));
      await settle(world.table, world.now(), world.newId);
      const stage = openNextVisit(world, 'S01');
      await stage.opensCalendar();
      await stage.knowsCar();
      await stage.writesUp(isNamed ? { vehicleId: 'V-1' } : {});
      if (isNamed) await stage.agrees();
      await stage.closes();
      await world.until(plus(world.now(), { minutes: 1 }));
      for (const happening of happenings) await happening(world, stage);
      await world.until(plus(world.now(), { minutes: 5 }));
      const done = new Set(happenings.map(String));
      const found = await seen(world);
      holds(
        world,
        found,
        ['ana', 'ben'].filter((who) => done.has(`${who} leaves`)),
      );
      for (const { state, reason = '' } of found.all) met.add(`${state} ${reason.split(' “')[0] ?? ''}`.trim());
    }),
    { numRuns: 120, seed: 25 },
  );
  expect([...met].toSorted()).toEqual([
    'CANCELLED The repair order is not closed.',
    'CANCELLED The repair order is void.',
    'CANCELLED The repair order was opened again since.',
    'CANCELLED The vehicle is no longer the customer’s.',
    'KEPT A person did it.',
    'KEPT A return visit is booked.',
    'KEPT A visit is booked.',
    'KEPT The customer came again.',
    'KEPT The customer will be reminded when the next service is due.',
    'OPEN',
  ]);
}, 60_000);
