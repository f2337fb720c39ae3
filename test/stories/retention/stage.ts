/** The words in which stories of retention are told. */
import { executionName, nextGeneration, readRun, runKey } from '../../../core/run/row.ts';
import { onTheWall } from '../stage.ts';
import type { World } from '../world.ts';

/** The people of a story about a customer's vehicles, and what they can do. */
export function openRetention(world: World, storeId: string) {
  const people = { advisor: 'ana', marketing: 'mae', head: 'ada' };
  const store = `/stores/${storeId}`;
  const customer = `${store}/customers/C-1`;
  const car = `${customer}/vehicles/V-1`;
  const run = { followUp: 'retention', storeId, subject: 'vh-V-1' };
  const at = (text: string) => onTheWall(storeId, text);
  const must = async (who: string, says: string, method: string, path: string, body?: unknown) => {
    world.record.person(`${who} ${says}`);
    const got = await world.request(who, method, path, body);
    if (got.status >= 300) throw new Error(`${who} ${says}: ${got.status} ${JSON.stringify(got.body)}`);
    return got;
  };
  const consents = (channel: string, optedOut: boolean) => {
    const words = optedOut ? {} : { wording: 'Yes, text me about service and offers.', source: 'counter' };
    const number = channel === 'marketing-sms' && !optedOut ? { number: '+13125550101' } : {};
    const says = `records that the customer ${optedOut ? 'wants no' : 'allows'} ${channel}`;
    return must(people.advisor, says, 'PUT', `${customer}/consent`, { channel, optedOut, ...words, ...number });
  };
  return {
    world,
    people,
    must,
    /** Runs forward to this time on the store's clock: `03-10 09:00`. */
    at: (text: string) => world.until(at(text)),
    /** Written consent to marketing by text, as most stories need it. */
    agrees: () => consents('marketing-sms', false),
    optsOut: () => consents('sms', true),
    /** The customer's car, serviced last on this day of the year before, unless said. */
    async adds(lastService = '2025-09-19', vehicleId = 'V-1', miles?: number): Promise<void> {
      const vehicle = { vehicleId, make: 'Honda', model: 'Accord' };
      await must(people.advisor, `notes down the vehicle ${vehicleId}`, 'POST', `${customer}/vehicles`, vehicle);
      const visit = { at: `${lastService}T15:00:00.000Z`, ...(miles === undefined ? {} : { miles }) };
      const path = `${customer}/vehicles/${vehicleId}/services`;
      await must(people.advisor, `writes down its visit of ${lastService}`, 'POST', path, visit);
    },
    reads: (miles: number, day: string) =>
      must(people.advisor, `writes down ${miles} miles of ${day}`, 'POST', `${car}/odometer`, {
        miles,
        at: `${day}T15:00:00.000Z`,
      }),
    knowsPapers: (terms: object) => must(people.advisor, 'enters the papers', 'PUT', `${car}/terms`, terms),
    recalls: (recallId: string, openSince: string, doneAt?: string) =>
      must(
        people.advisor,
        doneAt === undefined ? `hears of recall ${recallId}` : `notes that recall ${recallId} is done`,
        'PUT',
        `${car}/recalls/${recallId}`,
        { openSince, ...(doneAt === undefined ? {} : { doneAt }) },
      ),
    sells: (status: string, since: string) =>
      must(people.advisor, `hears that the vehicle is ${status}`, 'PUT', `${car}/ownership`, { status, since }),
    declines: (quietUntil: string) =>
      must(people.advisor, `notes that the customer wants quiet until ${quietUntil}`, 'PUT', `${car}/outreach`, {
        quietUntil,
      }),
    complains: (open: boolean) =>
      must(people.advisor, open ? 'takes a complaint' : 'settles the complaint', 'PUT', `${customer}/complaint`, {
        open,
      }),
    lacksFunding: (problem: boolean) =>
      must(
        people.head,
        problem ? 'notes a funding problem' : 'notes that it is funded',
        'PUT',
        `${car}/funding-problem`,
        {
          problem,
        },
      ),
    writesUp: (vehicle: object = { vehicleId: 'V-1' }) =>
      must(people.advisor, 'writes up RO 10233', 'POST', `${store}/repair-orders`, {
        roNumber: '10233',
        customerId: 'C-1',
        advisorId: people.advisor,
        ...vehicle,
      }),
    closes: () => must(people.advisor, 'closes the RO', 'POST', `${store}/repair-orders/10233/close`),
    /** The next visit after a closing, settled at the counter: it is not what the story is about. */
    settlesNextVisit: () =>
      must(
        people.advisor,
        'asks about the next visit',
        'POST',
        `${store}/promises/next-visit.ro-10233.next-visit.1/keep`,
        {
          note: 'They call us in May',
        },
      ),
    books: (text: string) =>
      must(people.advisor, `books the visit for ${text}`, 'PUT', `${store}/repair-orders/10233/return-visit`, {
        startsAt: at(text),
      }),
    keeps: (who: string, type: string, note: string) =>
      must(who, `keeps ${type} by hand: ${note}`, 'POST', `${store}/promises/retention.vh-V-1.${type}.1/keep`, {
        note,
      }),
    /** As if the run had gone round since ever: its next Review finds the budget spent. */
    spendBudget: () =>
      world.table.write([{ update: runKey(run), set: { beganAt: -1_000_000 }, when: { equals: { state: 'OPEN' } } }]),
    /** What the sweeper does to a run that it takes for dead, and that is not. */
    async takeForDead(): Promise<void> {
      const row = readRun((await world.table.get(runKey(run))) ?? { pk: '', sk: '' });
      await world.table.write([nextGeneration(row, world.now(), { because: 'Its execution was lost.' })]);
      await world.machines.start(run.followUp, executionName(run, row.generation + 1), {
        storeId,
        followUpId: run.subject,
        generation: row.generation + 1,
      });
    },
  };
}

/** The stage of retention. */
export type RetentionStage = ReturnType<typeof openRetention>;
