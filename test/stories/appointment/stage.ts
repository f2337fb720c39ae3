/** The words in which stories of appointments are told. */
import { spendBudget, takeForDead } from '../mishaps.ts';
import { onTheWall } from '../stage.ts';
import type { World } from '../world.ts';

const slots = { slotMinutes: 30, perSlot: 3, perPerson: 1, leadMinutes: 0, daysAhead: 120 };

/** The people of a story about appointments, and what they can do. */
export function openAppointments(world: World, storeId: string) {
  const people = { advisor: 'ana', bdc: 'bea', salesBdc: 'bob', salesperson: 'sal', head: 'ada' };
  const store = `/stores/${storeId}`;
  const visit = `${store}/appointments/A-1`;
  const must = async (who: string, says: string, method: string, path: string, body?: unknown) => {
    world.record.person(`${who} ${says}`);
    const got = await world.request(who, method, path, body);
    if (got.status >= 300) throw new Error(`${who} ${says}: ${got.status} ${JSON.stringify(got.body)}`);
    return got;
  };
  /** `03-12 09:00` as the API wants it. */
  const when = (text: string) => {
    const [day = '', time = ''] = text.split(' ');
    return { date: `2026-${day}`, time };
  };
  const changed = async (who: string, says: string, command: string, body: object = {}) => {
    const read = await world.request(who, 'GET', visit);
    const etag = read.headers['ETag'] ?? read.headers['etag'] ?? '';
    world.record.person(`${who} ${says}`);
    const got = await world.request(who, 'POST', `${visit}/${command}`, body, { 'If-Match': etag });
    if (got.status >= 300) throw new Error(`${who} ${says}: ${got.status} ${JSON.stringify(got.body)}`);
    return got;
  };
  return {
    world,
    people,
    must,
    /** Runs forward to this time on the store's clock: `03-10 09:00`. */
    at: (text: string) => world.until(onTheWall(storeId, text)),
    /** What a day holds, said once before the story begins. */
    async opens(department: 'sales' | 'service'): Promise<void> {
      const got = await world.request(people.head, 'PUT', `${store}/departments/${department}/capacity`, slots);
      if (got.status >= 300) throw new Error(`Capacity: ${got.status} ${JSON.stringify(got.body)}`);
    },
    books: (who: string, text: string, given: object = {}) =>
      must(who, `books a visit for ${text}`, 'POST', `${store}/appointments`, {
        appointmentId: 'A-1',
        customerId: 'C-1',
        department: 'service',
        purpose: 'service',
        ...when(text),
        ...given,
      }),
    booksAnother: (who: string, text: string, given: object = {}) =>
      must(who, `books another visit for ${text}`, 'POST', `${store}/appointments`, {
        appointmentId: 'A-2',
        customerId: 'C-1',
        department: 'service',
        purpose: 'service',
        ...when(text),
        ...given,
      }),
    wants: (who: string, day: string, given: object = {}) =>
      must(who, `notes that the customer wants to come on ${day}`, 'POST', `${store}/appointments`, {
        appointmentId: 'A-1',
        customerId: 'C-1',
        department: 'service',
        purpose: 'service',
        date: `2026-${day}`,
        ...given,
      }),
    /** Somebody who lives where it is earlier. */
    knowsCalifornian: () =>
      must(people.advisor, 'notes down a customer from California', 'POST', `${store}/customers`, {
        customerId: 'C-9',
        name: { first: 'Robin' },
        phones: [{ number: '+12135550109', kind: 'mobile', primary: true }],
        emails: [],
        address: { state: 'CA', country: 'US' },
      }),
    holds: (who: string, text: string) =>
      must(who, `holds a slot for ${text}`, 'POST', `${store}/appointments`, {
        appointmentId: 'A-1',
        customerId: 'C-1',
        department: 'service',
        purpose: 'service',
        hold: true,
        ...when(text),
      }),
    agrees: (who: string, text: string) => changed(who, `agrees on ${text}`, 'book', when(text)),
    moves: (who: string, text: string) => changed(who, `moves the visit to ${text}`, 'move', when(text)),
    cancels: (who: string) => changed(who, 'cancels the visit', 'cancel', { reason: 'The customer called' }),
    confirms: (who: string) => changed(who, 'notes that the customer confirms', 'confirm', {}),
    asksToMove: (who: string) => changed(who, 'notes that the customer wants another time', 'ask-to-move', {}),
    names: (who: string, staffId: string) => changed(who, `names ${staffId} as host`, 'assign', { staffId }),
    accepts: (who: string) => changed(who, 'accepts', 'accept'),
    pullsCar: (who: string) => changed(who, 'pulls the car', 'pull-car'),
    vehicleGoes: (who: string) => changed(who, 'notes that the car is sold', 'vehicle-gone'),
    shows: (who: string, stock: string) => changed(who, `chooses ${stock} to be shown`, 'show', { stock }),
    arrives: (who: string) => changed(who, 'notes that the customer is here', 'arrive'),
    greets: (who: string) => changed(who, 'greets the customer', 'greet'),
    declines: (who: string) => changed(who, 'notes that the customer wants no other time', 'decline', {}),
    writesUp: (who: string) =>
      must(who, 'writes up RO 10233', 'POST', `${store}/repair-orders`, {
        roNumber: '10233',
        customerId: 'C-1',
        advisorId: people.advisor,
        carAt: 'in-shop',
      }),
    optsOut: () =>
      must(people.advisor, 'records that the customer wants no texts', 'PUT', `${store}/customers/C-1/consent`, {
        channel: 'sms',
        optedOut: true,
      }),
    leaves: (staffId: string) =>
      must(people.head, `deactivates ${staffId}`, 'POST', `${store}/staff/${staffId}/deactivate`),
    keeps: (who: string, type: string, note: string, followUp = 'appointment') =>
      must(who, `keeps ${type} by hand: ${note}`, 'POST', `${store}/promises/${followUp}.ap-A-1.${type}.1/keep`, {
        note,
      }),
    spendBudget: (followUp: string) => spendBudget(world, { followUp, storeId, subject: 'ap-A-1' }),
    takeForDead: (followUp: string) => takeForDead(world, { followUp, storeId, subject: 'ap-A-1' }),
  };
}

/** The stage of appointments. */
export type AppointmentStage = ReturnType<typeof openAppointments>;
