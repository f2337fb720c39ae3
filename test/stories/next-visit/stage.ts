/** The words in which stories of the next visit are told. */
import { spendBudget, takeForDead } from '../mishaps.ts';
import { onTheWall, openStage } from '../stage.ts';
import type { World } from '../world.ts';

/** The people of a story about a closed repair order, and what they can do. */
export function openNextVisit(world: World, storeId: string) {
  const stage = openStage(world, storeId);
  const { must, customerId, people } = stage;
  const store = `/stores/${storeId}`;
  const order = `${store}/repair-orders/10233`;
  const customer = `${store}/customers/${customerId}`;
  const run = { followUp: 'next-visit', storeId, subject: 'ro-10233' };
  const promise = (ordinal: number) => `${store}/promises/next-visit.ro-10233.next-visit.${ordinal}`;
  /** The head changes something in the version that they have read. */
  const changed = async (says: string, path: string, method: string, command: string, body: object) => {
    const before = await world.request(people.head, 'GET', `${store}/${path}`);
    const match = { 'If-Match': before.headers['ETag'] ?? '' };
    world.record.person(`${people.head} ${says}`);
    const got = await world.request(people.head, method, `${store}/${path}${command}`, body, match);
    if (got.status >= 300) throw new Error(`${says}: ${got.status} ${JSON.stringify(got.body)}`);
  };
  return {
    ...stage,
    spendBudget: () => spendBudget(world, run),
    takeForDead: () => takeForDead(world, run),
    /** The car stays in the shop, unless said; the vehicle is named when it is known. */
    writesUp: (given: object = {}) => stage.opensOrder({ carAt: 'in-shop', ...given }),
    /** The customer's car, as the store knows it. */
    knowsCar: () =>
      must(people.advisor, 'notes down the vehicle V-1', 'POST', `${customer}/vehicles`, {
        vehicleId: 'V-1',
        make: 'Honda',
        model: 'Accord',
      }),
    /** Written consent to marketing by text. */
    agrees: () =>
      must(people.advisor, 'records that the customer allows marketing-sms', 'PUT', `${customer}/consent`, {
        channel: 'marketing-sms',
        optedOut: false,
        wording: 'Yes, text me about service and offers.',
        source: 'counter',
        number: '+13125550101',
      }),
    opensCalendar: () =>
      must(people.head, 'sets the capacity of service', 'PUT', `${store}/departments/service/capacity`, {
        slotMinutes: 30,
        perSlot: 2,
      }),
    booksNext: (appointmentId: string, text: string, who: string = people.advisor) =>
      must(who, `books an appointment for ${text}`, 'POST', `${store}/appointments`, {
        appointmentId,
        customerId,
        department: 'service',
        purpose: 'service',
        startsAt: onTheWall(storeId, text),
      }),
    callsOff: (appointmentId: string) =>
      changed('calls the appointment off', `appointments/${appointmentId}`, 'POST', '/cancel', {
        reason: 'They travel',
      }),
    /** How far retention may go at the store. */
    holdsRetention: (mode: string) =>
      changed(`lets retention only ${mode}`, 'playbooks/retention', 'PUT', '', { mode, settings: {} }),
    /** The customer is here again. */
    writesUpAgain: () =>
      must(people.advisor, 'writes up RO 10234', 'POST', `${store}/repair-orders`, {
        roNumber: '10234',
        customerId,
        advisorId: people.advisor,
        carAt: 'in-shop',
      }),
    reopens: () => must(people.advisor, 'reopens the RO', 'POST', `${order}/reopen`),
    changesAdvisor: (advisorId: string) =>
      must(people.advisor, `gives the RO to ${advisorId}`, 'PATCH', order, { advisorId }),
    sells: () =>
      must(people.advisor, 'hears that the vehicle is sold', 'PUT', `${customer}/vehicles/V-1/ownership`, {
        status: 'sold',
        since: '2026-03-10',
      }),
    settles: (who: string, note: string, ordinal = 1) =>
      must(who, `keeps next-visit by hand: ${note}`, 'POST', `${promise(ordinal)}/keep`, { note }),
    putsAside: (who: string, reason: string, ordinal = 1) =>
      must(who, `cancels next-visit: ${reason}`, 'POST', `${promise(ordinal)}/cancel`, { reason }),
  };
}

/** The stage of the next visit. */
export type NextVisitStage = ReturnType<typeof openNextVisit>;
