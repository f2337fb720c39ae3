/** Facts of parts ETA that nobody thought of: whatever the table may hold at some instant of a March in Chicago. */
import * as fc from 'fast-check';
import { customers } from '../../../core/customers/index.ts';
import type { Facts } from '../../../core/follow-ups/parts-eta/facts.ts';
import { partsEtaPlaybook } from '../../../core/follow-ups/parts-eta/settings.ts';
import type { Owner } from '../../../core/kernel/owner.ts';
import { type Instant, parseDate, parseInstant, plus, plusDays } from '../../../core/kernel/time.ts';
import type { PartsLine, PartsOrder } from '../../../core/parts-orders/index.ts';
import type { Promised } from '../../../core/promises/index.ts';
import type { RepairOrder } from '../../../core/repair-orders/index.ts';
import { stores } from '../../simulation/people.ts';

const begin = parseInstant('2026-03-01T06:00:00Z');
const firstDay = parseDate('2026-03-01');
const minutesOfMarch = 31 * 24 * 60;

const system = { kind: 'system', id: 'parts-eta' } as const;

/** An instant before or at the other. */
const before = (now: Instant): fc.Arbitrary<Instant> =>
  fc.integer({ min: 0, max: 40 * 24 * 60 }).map((minutes) => plus(now, { minutes: -minutes }));

const around = (now: Instant): fc.Arbitrary<Instant> =>
  fc.integer({ min: -20 * 24 * 60, max: 45 * 24 * 60 }).map((minutes) => plus(now, { minutes }));

const day = fc.integer({ min: -10, max: 90 }).map((days) => plusDays(firstDay, days));

const maybe = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined });

/** Leaves out what is undefined, as a row does. */
const lean = <Value extends object>(value: Value): Value =>
  Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as Value;

const line = (now: Instant, lineId: string): fc.Arbitrary<PartsLine> =>
  fc
    .record({
      lineId: fc.constant(lineId),
      partNumber: fc.constant('X-1'),
      description: fc.constantFrom('Water pump', 'Belt'),
      quantity: fc.constant(2),
      receivedQuantity: fc.integer({ min: 0, max: 1 }),
      status: fc.constantFrom<PartsLine['status'][]>(
        'REQUESTED',
        'ORDERED',
        'ORDERED',
        'BACKORDERED',
        'RECEIVED',
        'RECEIVED',
        'INSTALLED',
        'RETURNED',
        'CANCELLED',
        'SUBSTITUTED',
      ),
      eta: maybe(day),
      since: before(now),
    })
    .map(lean);

const order = (now: Instant, partsOrderId: string): fc.Arbitrary<PartsOrder> =>
  fc
    .record({
      partsOrderId: fc.constant(partsOrderId),
      roNumber: fc.constant('10233'),
      storeId: fc.constant('S01'),
      customerId: fc.constant('C-1'),
      partsPersonId: maybe(fc.constantFrom('pat', 'paul', 'gone')),
      lines: fc
        .integer({ min: 1, max: 3 })
        .chain((count) => fc.tuple(...Array.from({ length: count }, (_, at) => line(now, String(at + 1))))),
      version: fc.integer({ min: 1, max: 9 }),
    })
    .map((made) => {
      const updatedAt = made.lines.map(({ since }) => since).reduce((a, b) => (a > b ? a : b));
      return lean({ ...made, requestedAt: begin, createdAt: begin, updatedAt });
    });

const repairOrder = (now: Instant): fc.Arbitrary<RepairOrder> =>
  fc
    .record({
      roNumber: fc.constant('10233'),
      storeId: fc.constant('S01'),
      customerId: fc.constant('C-1'),
      advisorId: maybe(fc.constantFrom('ana', 'ben', 'gone')),
      status: fc.constantFrom<RepairOrder['status'][]>('OPEN', 'OPEN', 'OPEN', 'CLOSED', 'VOIDED'),
      carAt: fc.constantFrom<RepairOrder['carAt'][]>('in-shop', 'with-customer'),
      lines: fc.constant<RepairOrder['lines']>([]),
      partsOrders: fc.constant<string[]>([]),
      returnVisit: maybe(
        around(now).map((startsAt) => ({ startsAt, bookedAt: begin, bookedBy: { kind: 'staff', id: 'ana' } as const })),
      ),
      openedAt: fc.constant(begin),
      carMovedAt: before(now),
      updatedAt: before(now),
      createdAt: fc.constant(begin),
      version: fc.integer({ min: 1, max: 9 }),
    })
    .map(lean);

const owner: fc.Arbitrary<Owner> = fc.constantFrom<Owner[]>(
  { kind: 'person', staffId: 'ana' },
  { kind: 'person', staffId: 'pat' },
  { kind: 'person', staffId: 'gone' },
  { kind: 'queue', role: 'service-bdc' },
  { kind: 'queue', role: 'advisor' },
);

const promise = (now: Instant, type: string, ordinal: number, owed: boolean): fc.Arbitrary<Promised> =>
  fc
    .record({
      owner,
      state: owed
        ? fc.constantFrom<Promised['state'][]>('OPEN', 'ACKED', 'WAITING')
        : fc.constantFrom<Promised['state'][]>('KEPT', 'CANCELLED'),
      openedAt: before(now),
      allowance: fc.integer({ min: 0, max: 5000 }),
      rung: fc.integer({ min: 0, max: 8 }),
      byPerson: fc.boolean(),
    })
    .map(({ allowance, byPerson, ...made }) => ({
      ...made,
      promiseId: `parts-eta.ro-10233.${type}.${ordinal}`,
      type,
      storeId: 'S01',
      subject: 'ro-10233',
      followUp: 'parts-eta',
      customerId: 'C-1',
      owes: 'Something',
      dueAt: plus(made.openedAt, { minutes: allowance }),
      playbookVersion: 0,
      cause: 'cause',
      ...(owed ? {} : { endedAt: made.openedAt, reason: 'Done' }),
      history: [
        { at: made.openedAt, actor: byPerson ? { kind: 'staff' as const, id: 'ana' } : system, what: 'Something' },
      ],
      version: 1,
    }));

/** Some that ended, and one of a type at most that is owed. */
const promises = (now: Instant): fc.Arbitrary<readonly Promised[]> =>
  fc
    .tuple(
      ...['eta', 'advisor-word', 'customer-word', 'booking', 'did-it-reach'].map((type) =>
        fc
          .record({ ended: fc.integer({ min: 0, max: 2 }), owed: fc.boolean() })
          .chain(({ ended, owed }) =>
            fc.tuple(
              ...Array.from({ length: ended }, (_, at) => promise(now, type, at + 1, false)),
              ...(owed ? [promise(now, type, ended + 1, true)] : []),
            ),
          ),
      ),
    )
    .map((all) => all.flat().toSorted((a, b) => a.openedAt.localeCompare(b.openedAt)));

const claims = (now: Instant): fc.Arbitrary<Facts['claims']> =>
  fc
    .array(
      fc.record({
        act: fc.constantFrom('tell-advisor', 'tell-customer-eta', 'tell-customer-parts'),
        state: fc.constantFrom<Facts['claims'][number]['state'][]>(
          'ACCEPTED',
          'REFUSED',
          'FAILED',
          'UNKNOWN',
          'CLAIMED',
        ),
        news: fc.constantFrom('eta', 'delayed', 'come-in', 'work-goes-on'),
        day: fc.oneof(fc.constant(''), day),
        at: before(plus(now, { minutes: -1 })),
        taken: fc.boolean(),
      }),
      { maxLength: 4 },
    )
    .map((all) =>
      all
        .map(({ act, state, news, day: told, at, taken }, index) => ({
          followUp: 'parts-eta',
          act,
          occasion: `before-${index}`,
          state: act === 'tell-advisor' ? ('DONE' as const) : state,
          told: act === 'tell-advisor' ? {} : { news, day: told, lines: 'P-1/1,P-1/2', visit: '' },
          endedAt: at,
          at,
          ...(taken ? { providerId: 'm-1' } : {}),
        }))
        .toSorted((a, b) => a.at.localeCompare(b.at)),
    );

const customer = customers.schema.parse({
  customerId: 'C-1',
  name: { first: 'Casey' },
  phones: [{ number: '+13125550101', kind: 'mobile' }],
  emails: [],
  consent: {},
  stores: ['S01'],
  version: 1,
  createdAt: begin,
  updatedAt: begin,
});

const member = (staffId: string, roles: Facts['staff'][number]['roles'], active: boolean) => ({
  staffId,
  name: staffId,
  roles,
  active,
});

/** The house's numbers, mostly; else any that a store may set. */
const settings: fc.Arbitrary<Facts['settings']> = fc.oneof(
  { arbitrary: fc.constant(partsEtaPlaybook.defaults), weight: 2 },
  {
    arbitrary: fc
      .record({
        etaMinutes: fc.integer({ min: 1, max: 3000 }),
        advisorMinutes: fc.integer({ min: 1, max: 600 }),
        customerMinutes: fc.integer({ min: 1, max: 600 }),
        reachMinutes: fc.integer({ min: 1, max: 600 }),
        bookingAdvisorDays: fc.integer({ min: 1, max: 10 }),
        bookingBdcDays: fc.integer({ min: 1, max: 5 }),
        bookingWeeklyDays: fc.constantFrom([], [6], [6, 8, 10], [7, 14, 21, 28]),
        bookingHeadDays: fc.integer({ min: 29, max: 90 }),
        visitGraceDays: fc.integer({ min: 1, max: 5 }),
        nextPeerPercent: fc.integer({ min: 0, max: 100 }),
        departmentHeadPercent: fc.integer({ min: 100, max: 300 }),
        contactMarginSeconds: fc.integer({ min: 60, max: 3600 }),
      })
      .map((set) => partsEtaPlaybook.settings.parse(set)),
    weight: 1,
  },
);

/** Facts and the instant at which they are looked at. */
export const facts: fc.Arbitrary<{ readonly facts: Facts; readonly now: Instant }> = fc
  .integer({ min: 0, max: minutesOfMarch })
  .map((minutes) => plus(begin, { minutes }))
  .chain((now) =>
    fc
      .record({
        repairOrder: fc.oneof(
          { arbitrary: repairOrder(now), weight: 20 },
          { arbitrary: fc.constant(undefined), weight: 1 },
        ),
        orders: fc.oneof(fc.tuple(order(now, 'P-1')), fc.tuple(order(now, 'P-1'), order(now, 'P-2')), fc.constant([])),
        promises: promises(now),
        claims: claims(now),
        optedOut: fc.boolean(),
        settings,
        known: fc.integer({ min: 0, max: 9 }).map((die) => die > 0),
        ana: fc.boolean(),
        pat: fc.boolean(),
      })
      .map(({ optedOut, known, ana, pat, ...made }) => ({
        now,
        facts: {
          ...made,
          run: { followUp: 'parts-eta', storeId: 'S01', subject: 'ro-10233' },
          store: { storeId: 'S01', ...stores.S01, version: 1, createdAt: begin, updatedAt: begin },
          staff: [
            member('ana', ['advisor'], ana),
            member('ben', ['advisor'], true),
            member('pat', ['parts'], pat),
            member('paul', ['parts'], true),
            member('gone', ['advisor', 'parts'], false),
          ],
          customer: known ? { ...customer, consent: optedOut ? { smsOptOutAt: begin } : {} } : undefined,
        },
      })),
  );
