/** The words in which stories are told: who does what, when. All of it goes through the staff's API. */
import { type Instant, instantOn, parseDate, type TimeZone } from '../../core/kernel/time.ts';
import type { Answered } from '../simulation/gateway.ts';
import { settle } from '../simulation/people.ts';
import { diary } from './diary.ts';
import { spendBudget, takeForDead } from './mishaps.ts';
import type { Opening, World } from './world.ts';

/** An update of a line of a parts order, as the API takes it. */
export type LineUpdate = { readonly do: string; readonly lineId: string } & Readonly<Record<string, unknown>>;

const zones: Readonly<Record<string, TimeZone>> = { S01: 'America/Chicago', S02: 'America/Phoenix' };

/** A story: played in a world, on the stage of its follow-up, it gives its diary. */
export interface Story<On = Stage> {
  readonly title: string;
  /** The store, whose clock all times of the story are on; S01 unless said. */
  readonly store?: string;
  /** `2026-03-09 10:00` */
  readonly begins: string;
  readonly play: (stage: On) => Promise<void>;
  /** What the diary must say, from `tells` on: how a part is asked for and ordered need not be said in every story. */
  readonly diary: string;
  readonly tells?: string;
}

/** The zone of a store of the stories. */
export const zoneOf = (store: string): TimeZone => zones[store] ?? 'UTC';

/** `03-09 10:00` of 2026 on a store's clock. */
export function onTheWall(store: string, text: string): Instant {
  const [day = '', time = ''] = text.split(' ');
  return instantOn(parseDate(`2026-${day}`), time, zoneOf(store));
}

/** The people of a story and what they can do. */
export function openStage(world: World, storeId: string) {
  const people =
    storeId === 'S01' ? { advisor: 'ana', parts: 'pat', head: 'ada' } : { advisor: 'max', parts: 'pia', head: 'zoe' };
  const customerId = storeId === 'S01' ? 'C-1' : 'C-3';
  const run = { followUp: 'parts-eta', storeId, subject: 'ro-10233' };
  const store = `/stores/${storeId}`;
  const order = `${store}/repair-orders/10233`;
  const at = (text: string): Instant => onTheWall(storeId, text);
  const must = async (who: string, says: string, method: string, path: string, body?: unknown): Promise<Answered> => {
    const before = method === 'PATCH' ? await world.request(who, 'GET', path.replace(/\/lines$/, '')) : undefined;
    const match = before?.headers['ETag'] ?? before?.headers['etag'];
    world.record.person(`${who} ${says}`);
    const got = await world.request(who, method, path, body, match === undefined ? {} : { 'If-Match': match });
    if (got.status >= 300) throw new Error(`${who} ${says}: ${got.status} ${JSON.stringify(got.body)}`);
    return got;
  };
  return {
    world,
    people,
    customerId,
    must,
    /** Runs forward to this time on the store's clock: `03-10 09:00`. */
    at: (text: string) => world.until(at(text)),
    opensOrder: (given: { readonly carAt?: string; readonly advisorId?: string; readonly customerId?: string } = {}) =>
      must(
        people.advisor,
        `writes up RO 10233${given.carAt === 'in-shop' ? ', the car stays in the shop' : ''}`,
        'POST',
        `${store}/repair-orders`,
        {
          roNumber: '10233',
          customerId,
          advisorId: people.advisor,
          carAt: 'with-customer',
          ...given,
        },
      ),
    asksFor: (partsOrderId: string, ...parts: readonly (string | object)[]) =>
      must(
        people.parts,
        `asks for ${parts.map((part) => (typeof part === 'string' ? part : Object.values(part)[0])).join(' and ')}`,
        'POST',
        `${order}/parts-orders`,
        {
          partsOrderId,
          partsPersonId: people.parts,
          lines: parts.map((part) =>
            typeof part === 'string' ? { partNumber: 'X-1', description: part } : { partNumber: 'X-1', ...part },
          ),
        },
      ),
    updates: (says: string, partsOrderId: string, ...lines: readonly LineUpdate[]) =>
      must(people.parts, says, 'PATCH', `${order}/parts-orders/${partsOrderId}/lines`, { lines }),
    spendBudget: () => spendBudget(world, run),
    takeForDead: () => takeForDead(world, run),
    followUp: (who: string) => world.request(who, 'GET', `${store}/follow-ups/parts-eta/ro-10233`),
    stuck: (who: string) => world.request(who, 'GET', `${store}/follow-ups?state=STUCK`),
    resumes: (who: string) =>
      must(who, 'sends the follow-up on its way again', 'POST', `${store}/follow-ups/parts-eta/ro-10233/resume`),
    /** Somebody who is known by phone only, unless said. */
    knows: (id: string, profile: object) =>
      must(people.advisor, `notes down the customer ${id}`, 'POST', `${store}/customers`, {
        customerId: id,
        name: { first: 'Robin' },
        phones: [],
        emails: [],
        ...profile,
      }),
    joins: (staffId: string, role: string) =>
      must(people.head, `welcomes ${staffId} as ${role}`, 'POST', `${store}/staff`, {
        staffId,
        name: staffId,
        roles: [role],
      }),
    movesCar: (carAt: 'in-shop' | 'with-customer') =>
      must(people.advisor, carAt === 'in-shop' ? 'takes the car in' : 'gives the car back', 'PUT', `${order}/car`, {
        carAt,
      }),
    books: (text: string) =>
      must(people.advisor, `books the visit for ${text}`, 'PUT', `${order}/return-visit`, { startsAt: at(text) }),
    cancelsVisit: () => must(people.advisor, 'cancels the visit', 'DELETE', `${order}/return-visit`),
    closes: () => must(people.advisor, 'closes the RO', 'POST', `${order}/close`),
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
    voids: () => must(people.advisor, 'voids the RO', 'POST', `${order}/void`, { reason: 'Written up twice' }),
    optsOut: () =>
      must(
        people.advisor,
        'records that the customer wants no texts',
        'PUT',
        `${store}/customers/${customerId}/consent`,
        {
          channel: 'sms',
          optedOut: true,
        },
      ),
    leaves: (staffId: string) =>
      must(people.head, `deactivates ${staffId}`, 'POST', `${store}/staff/${staffId}/deactivate`),
    keeps: (who: string, type: string, note: string, ordinal = 1) =>
      must(
        who,
        `keeps ${type} by hand: ${note}`,
        'POST',
        `${store}/promises/parts-eta.ro-10233.${type}.${ordinal}/keep`,
        { note },
      ),
  };
}

export type Stage = ReturnType<typeof openStage>;

/** What a play of a story gives. */
export interface Played {
  /** The whole of it, line by line. */
  readonly whole: readonly string[];
  /** The part that the story tells. */
  readonly told: readonly string[];
  /** The states that were entered. */
  readonly visited: readonly string[];
}

/** Opens a stage in a world, at a store. */
export type StageOf<On> = (world: World, storeId: string) => On;

/** Plays a story in a world. */
export async function played<On>(
  { store = 'S01', begins, tells, play }: Story<On>,
  open: Opening,
  stageOf: StageOf<On>,
): Promise<Played> {
  const world = open(onTheWall(store, begins));
  const zone = zoneOf(store);
  await settle(world.table, world.now(), world.newId);
  world.record.happened.length = 0;
  await play(stageOf(world, store));
  const happened = world.happened();
  const from = onTheWall(store, tells ?? begins);
  return {
    whole: diary(happened, zone),
    told: diary(
      happened.filter(({ at }) => at >= from),
      zone,
    ),
    visited: world.visited(),
  };
}

/** The lines that a story expects. */
export const expected = (story: { readonly diary: string }): readonly string[] =>
  story.diary
    .split('\n')
    .map((line) => line.trimStart())
    .filter((line) => line !== '');
