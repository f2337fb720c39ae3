/**
 * Everything personal that people write is a canary. A store lives some days with it, calls are spoiled and tables break
 * on the way; then everything that leaves the table is searched: log lines, events, executions, refusals.
 */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { memoryTable } from '../../adapters/memory-table.ts';
import { followUps } from '../../core/follow-ups/index.ts';
import type { Table } from '../../core/kernel/table.ts';
import { plus } from '../../core/kernel/time.ts';
import { buildIntake } from '../../functions/intake.ts';
import { buildApi } from '../../functions/staff-api.ts';
import { settle } from '../simulation/people.ts';
import { machineArn, openTown, type Town } from '../simulation/town.ts';
import { budget, patience } from './fuzz/budget.ts';
import { type Canaries, canariesOf, foundIn, heardDuring } from './fuzz/canaries.ts';
import { recordOf } from './fuzz/feeds.ts';
import { type Json, type Spoil, spoils, spoilt, written } from './fuzz/hostile.ts';
import { eventOf, startAt } from './fuzz/stage.ts';

const store = '/stores/S01';

/** A day's calls, full of canaries. */
const callsOf = (of: Canaries): readonly (readonly [method: string, path: string, body?: Json])[] => {
  const person: Json = {
    name: { first: of.first, last: of.last, business: of.business },
    phones: [
      { number: of.phone, kind: 'mobile', primary: true },
      { number: of.otherPhone, kind: 'home' },
    ],
    emails: [of.mail],
    address: { street: of.street, city: of.city, state: 'IL', country: 'US' },
  };
  const customer = `${store}/customers/C-9`;
  const order = `${store}/repair-orders/R9`;
  const visit = `${store}/appointments/A9`;
  return [
    ['POST', `${store}/customers`, { customerId: 'C-9', ...Object(person) }],
    ['PUT', customer, person],
    ['GET', `${store}/customers?phone=${encodeURIComponent(of.phone)}`],
    ['GET', `${store}/customers?email=${encodeURIComponent(of.mail)}`],
    ['GET', `${store}/customers?phone=${of.last}`],
    ['GET', `${store}/customers/${of.last}`],
    ['POST', `${customer}/vehicles`, { vehicleId: 'V-9', vin: of.vin, make: 'Honda' }],
    ['PUT', `${customer}/consent`, { channel: 'sms', optedOut: false, wording: of.note, source: 'counter' }],
    ['PUT', `${store}/departments/service/capacity`, { slotMinutes: 30, perSlot: 3, daysAhead: 90 }],
    [
      'POST',
      `${store}/repair-orders`,
      {
        roNumber: 'R9',
        customerId: 'C-9',
        advisorId: 'ana',
        lines: [{ lineId: 'A', description: of.note, payType: 'WARRANTY', status: 'OPEN' }],
      },
    ],
    [
      'POST',
      `${order}/parts-orders`,
      { partsOrderId: 'P9', supplier: of.note, lines: [{ partNumber: 'X', description: of.note }] },
    ],
    ['PATCH', `${order}/parts-orders/P9/lines`, { lines: [{ do: 'order', lineId: '1', eta: '2026-03-16' }] }],
    [
      'POST',
      `${store}/appointments`,
      {
        appointmentId: 'A9',
        customerId: 'C-9',
        department: 'service',
        purpose: 'service',
        startsAt: '2026-03-12T14:00:00Z',
        notes: `${of.note} SSN ${of.ssn}`,
      },
    ],
    ['POST', `${visit}/cancel`, { reason: `${of.note} SSN ${of.ssn}` }],
    ['GET', `${store}/conversations`],
    ['POST', `${store}/conversations/C-9/answers`, { text: `${of.said} SSN ${of.ssn}` }],
    ['GET', `${store}/intake`],
    ['GET', `${customer}/timeline`],
    ['GET', `${customer}/story`],
    ['POST', `${order}/void`, { reason: of.note }],
  ];
};

/** What comes in from outside, full of canaries. */
const lettersOf = (of: Canaries): readonly Json[] => {
  const said = `${of.said} my SSN is ${of.ssn}`;
  const mail = `From: ${of.first} <${of.mail}>\r\nSubject: ${of.subject}\r\n\r\n${said}`;
  const text = (from: string, id: string): Json => ({
    originationNumber: from,
    messageBody: said,
    inboundMessageId: id,
  });
  return [
    text(of.phone, 'in-1'),
    text(of.otherPhone, 'in-2'),
    text('+19995550000', 'in-3'),
    {
      notificationType: 'Received',
      mail: { messageId: 'm-1', source: of.mail, timestamp: startAt, commonHeaders: { from: [of.mail] } },
      receipt: { dmarcVerdict: { status: 'PASS' } },
      content: Buffer.from(mail).toString('base64'),
    },
    { nobody: of.last, knows: [said] },
  ];
};

/** A table that breaks now and then, with an error that says what it was about, as careless ones do. */
const breaking = (table: Table, breaks: () => boolean): Table => ({
  get: async (key) => {
    if (breaks()) throw new TypeError(`cannot read ${JSON.stringify(await table.get(key))}`);
    return table.get(key);
  },
  query: (query) => table.query(query),
  write: async (writes) => {
    const said = JSON.stringify(writes, undefined, 1).replaceAll('\n', '\n    at ');
    if (breaks()) throw new RangeError(`cannot write:\n    at ${said}`);
    return table.write(writes);
  },
});

function historiesOf({ machines }: Town): string {
  const executions = followUps.flatMap(
    ({ name }) => machines.listExecutions({ stateMachineArn: machineArn(name), maxResults: 1000 }).executions,
  );
  return JSON.stringify(
    executions.map((one) => [
      one,
      machines.describeExecution(one.executionArn),
      machines.getExecutionHistory({ executionArn: one.executionArn, maxResults: 1000 }).events,
    ]),
  );
}

interface Lived {
  readonly town: Town;
  readonly refusals: string;
  readonly refused: number;
}

/** Lives through it: every call as it should be and once spoiled, letters in between, then three days. */
async function live(of: Canaries, spoiling: readonly Spoil[], breaks: () => boolean): Promise<Lived> {
  const town = openTown({ startAt, table: memoryTable() });
  await settle(town.table, startAt, town.newId);
  const parts = { table: breaking(town.table, breaks), now: town.now, newId: town.newId, pause: async () => {} };
  const api = buildApi({ ...parts, origins: [] });
  const intake = buildIntake(parts);
  const refused: string[] = [];
  const ask = async (method: string, path: string, body: string | null): Promise<void> => {
    const [plain = '', search = ''] = path.split('?');
    const query = Object.fromEntries(new URLSearchParams(search));
    const headers = { 'Content-Type': 'application/json', ...(method === 'PATCH' ? { 'If-Match': '"1"' } : {}) };
    const answer = await api(eventOf({ method, path: plain, by: 'ada', headers, query, body }, town.newId()));
    if (answer.statusCode >= 400) refused.push(answer.body);
  };
  const records = lettersOf(of);
  for (const [at, [method, path, body]] of callsOf(of).entries()) {
    const spoil = spoiling[at % spoiling.length];
    if (body !== undefined && spoil !== undefined) await ask(method, path, written(spoilt(body, spoil)));
    await ask(method, path, body === undefined ? null : written(body));
    const letter = records[at % 4 === 0 ? at / 4 : -1];
    // What breaks is handed in again, as the topic does.
    for (let tried = 0; letter !== undefined && tried < 3; tried += 1) {
      await intake({ Records: [recordOf(written(letter), at)] }).catch(() => undefined);
    }
    await town.until(plus(town.now(), { minutes: 10 }));
  }
  await town.until(plus(town.now(), { days: 3 }));
  return { town, refusals: refused.join('\n'), refused: refused.length };
}

describe('what people write about people', () => {
  test('leaves the table in messages only', { timeout: patience }, async () => {
    const planted = new Set<string>();
    let [events, all] = [0, 0];
    await fc.assert(
      fc.asyncProperty(
        fc.nat(),
        fc.array(spoils(['name', 'notes', 'reason']), { minLength: 1, maxLength: 20 }),
        fc.infiniteStream(fc.nat({ max: 60 })),
        async (seed, spoiling, chance) => {
          const of = canariesOf(seed);
          const lived: Lived[] = [];
          const heard = await heardDuring(async () => {
            lived.push(await live(of, spoiling, () => chance.next().value === 0));
          });
          const [{ town, refusals, refused } = { town: undefined, refusals: '', refused: 0 }] = lived;
          if (town === undefined) throw new Error('Nobody lived.');
          const rows = JSON.stringify((town.inner as ReturnType<typeof memoryTable>).rows());
          for (const what of foundIn(rows, of)) planted.add(what);
          events += town.committed.length;
          all += refused;
          expect(rows).not.toContain(of.ssn);
          expect({
            heard: foundIn(heard, of),
            events: foundIn(JSON.stringify(town.committed), of),
            executions: foundIn(historiesOf(town), of),
            refusals: foundIn(refusals, of),
          }).toEqual({ heard: [], events: [], executions: [], refusals: [] });
        },
      ),
      budget(5),
    );
    // Planted well: the table came to know them all, but for the number that it must not know.
    expect([...planted].toSorted()).toEqual(
      Object.keys(canariesOf(1))
        .filter((what) => what !== 'ssn')
        .toSorted(),
    );
    expect(Math.min(events, all)).toBeGreaterThan(50);
  });

  test('is not in the line about an error of ours, whatever the error says', async () => {
    const of = canariesOf(1);
    const heard = await heardDuring(async () => void (await live(of, [], () => true)));
    expect(heard).toContain('Unexpected error');
    expect(foundIn(heard, of)).toEqual([]);
  });
});
