/** What happens at a store day by day: who comes, by appointment or not, and which order waits for a part. */
import { type Instant, type LocalDate, plus, timeZone } from '../../core/kernel/time.ts';
import type { Caller } from '../../demo/api.ts';
import { on, workday } from '../../demo/month/calendar.ts';
import { openPhones } from '../../demo/phone.ts';
import { customerId, numberOf, vehicleId } from './clientele.ts';
import type { Place } from './place.ts';

/** How busy the store is. */
export interface Trickle {
  /** Visits for service a customer makes in a year. */
  readonly visitsAYear: number;
  /** Of ten visits, so many are by appointment; of them all, whoever is asked confirms by text. */
  readonly byAppointment: number;
  /** Of ten visits, one in so many waits for a part, which comes two workdays later and goes in two after that. */
  readonly withPart: number;
}

const zone = timeZone.parse('America/Chicago');
const store = '/stores/S01';

/** A visit, planned on the first day. */
interface Visit {
  readonly n: number;
  readonly customer: number;
  readonly day: LocalDate;
  readonly startsAt: Instant;
  readonly isBooked: boolean;
  readonly hasPart: boolean;
}

/** Something that is done at an instant. */
export interface Deed {
  readonly at: Instant;
  readonly does: () => Promise<unknown>;
}

const halfHours = ['08:00', '08:30', '09:00', '09:30', '10:00', '10:30', '11:00', '11:30', '13:00', '13:30'];

/** The visits of these days, evenly: each customer comes once at most, in an order that has nothing to do with their car. */
export function visitsOf(
  days: readonly LocalDate[],
  count: number,
  customers: number,
  like: Trickle,
): readonly Visit[] {
  return Array.from({ length: count }, (_, n) => {
    const day = days[Math.floor((n / count) * days.length)] ?? days[0];
    if (day === undefined) throw new RangeError('There is no day.');
    const time = halfHours[n % halfHours.length] ?? '08:00';
    return {
      n,
      customer: (n * 7) % customers,
      day,
      startsAt: on(day, time, zone),
      isBooked: n % 10 < like.byAppointment,
      hasPart: n % 10 >= 10 - like.withPart,
    };
  });
}

const order = ({ n }: Visit): string => `${store}/repair-orders/${10_000 + n}`;
const appointment = ({ n }: Visit): string => `A-${n}`;
const whose = ({ customer }: Visit) => ({ customerId: customerId(customer), vehicleId: vehicleId(customer) });

const line = {
  lineId: 'A',
  description: 'Oil and filter, rotate tires',
  payType: 'CUSTOMER_PAY',
  status: 'APPROVED',
  amountCents: 11_900,
};

/** Who does what at the store. */
export interface People {
  readonly advisor: Caller;
  readonly parts: Caller;
  readonly bdc: Caller;
}

async function comeIn(visit: Visit, { advisor }: People): Promise<void> {
  const of = visit.isBooked ? { appointmentId: appointment(visit) } : {};
  const opened = { roNumber: String(10_000 + visit.n), ...whose(visit), ...of, advisorId: 'advisor-sam' };
  await advisor.post(`${store}/repair-orders`, { ...opened, carAt: 'in-shop', lines: [line] });
  if (visit.isBooked) await advisor.post(`${store}/appointments/${appointment(visit)}/greet`);
}

async function goHome(visit: Visit, { advisor }: People): Promise<void> {
  await advisor.put(`${order(visit)}/car`, { carAt: 'with-customer' });
  await advisor.post(`${order(visit)}/close`);
}

/** The appointment: made a week ahead, and confirmed when the customer has been reminded. */
function booking(visit: Visit, { bdc }: People, { awsUrl }: Place): readonly Deed[] {
  const { startsAt, day } = visit;
  const body = { ...whose(visit), department: 'service', purpose: 'service', startsAt };
  const text = () => openPhones(awsUrl).write(numberOf(visit.customer), 'C');
  return [
    {
      at: plus(on(day, '11:15', zone), { days: -7 }),
      does: () => bdc.post(`${store}/appointments`, { appointmentId: appointment(visit), ...body }),
    },
    { at: plus(on(day, '18:00', zone), { days: -2 }), does: text },
  ];
}

/** The part: asked for while the car is there, ordered at once, received, and put in when the customer comes again. */
function waitingForPart(visit: Visit, people: People): readonly Deed[] {
  const { day } = visit;
  const { parts, advisor } = people;
  const orders = `${order(visit)}/parts-orders`;
  const path = `${orders}/P-${visit.n}`;
  const update = (change: object) => parts.patch(path, '/lines', { lines: [{ lineId: '1', ...change }] });
  const lines = [{ lineId: '1', partNumber: '19200-5A2-A01', description: 'Water pump' }];
  const asked = { partsOrderId: `P-${visit.n}`, supplier: 'Factory warehouse', partsPersonId: 'parts-lee', lines };
  const arrives = workday(day, 2);
  const again = on(workday(day, 4), '10:00', zone);
  return [
    { at: on(day, '14:20', zone), does: () => advisor.post(orders, asked) },
    { at: on(day, '14:40', zone), does: () => update({ do: 'order', eta: arrives }) },
    { at: on(day, '16:30', zone), does: () => advisor.put(`${order(visit)}/car`, { carAt: 'with-customer' }) },
    { at: on(arrives, '11:00', zone), does: () => update({ do: 'receive' }) },
    { at: on(arrives, '12:00', zone), does: () => advisor.put(`${order(visit)}/return-visit`, { startsAt: again }) },
    { at: plus(again, { minutes: 5 }), does: () => advisor.put(`${order(visit)}/car`, { carAt: 'in-shop' }) },
    { at: plus(again, { minutes: 150 }), does: () => update({ do: 'install' }) },
    { at: plus(again, { minutes: 180 }), does: () => goHome(visit, people) },
  ];
}

/** All that is done about a visit. */
export function deedsOf(visit: Visit, people: People, place: Place): readonly Deed[] {
  return [
    ...(visit.isBooked ? booking(visit, people, place) : []),
    { at: visit.startsAt, does: () => comeIn(visit, people) },
    ...(visit.hasPart
      ? waitingForPart(visit, people)
      : [{ at: on(visit.day, '16:30', zone), does: () => goHome(visit, people) }]),
  ];
}
