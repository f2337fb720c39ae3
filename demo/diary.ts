/** The diary of a repair order or an appointment, as a manager would read it: local days and times, plain words. */
import { type Instant, parseInstant, wallClock } from '../core/kernel/time.ts';
import type { Caller } from './api.ts';
import { type Fields, fieldsOf, listOf, textOf } from './fields.ts';
import type { Job, Shop } from './month/plan.ts';
import type { Visit } from './month/visits.ts';

/** Something whose diary is told. */
export interface Told {
  readonly shop: Shop;
  readonly title: string;
  readonly beginsAt: Instant;
  /** Its path below the store's. */
  readonly path: string;
  /** What the names of its executions begin with, the latest follow-up first. */
  readonly machines: readonly string[];
}

/** A repair order or an appointment as something to tell of. */
export function toldOf(of: Job | Visit): Told {
  const { shop, story } = of;
  if ('roNumber' in of) {
    const { roNumber, opensAt: beginsAt } = of;
    const machines = [`parts-eta-${shop.storeId}-ro-${roNumber}-g`];
    const title = `RO ${roNumber} at ${shop.storeId}: ${story.name}`;
    return { shop, beginsAt, title, path: `repair-orders/${roNumber}`, machines };
  }
  const { appointmentId, madeAt: beginsAt } = of;
  const machines = ['no-show', 'appointment'].map((name) => `${name}-${shop.storeId}-ap-${appointmentId}-g`);
  const title = `Appointment ${appointmentId} at ${shop.storeId}: ${story.name}`;
  return { shop, beginsAt, title, path: `appointments/${appointmentId}`, machines };
}

/** Within one second, causes before what they caused. What is not here comes first. */
const order = [
  'repair-order.',
  'parts-order.',
  'appointment.',
  'customer.',
  'promise.kept',
  'promise.cancelled',
  'promise.escalated',
  'promise.handed-over',
  'promise.opened',
  'alert.',
  'message.',
  'promise.waiting',
];

const typeOf = (item: Fields): string => textOf(item, 'type');
const secondOf = (item: Fields): string => textOf(item, 'at').slice(0, 19);
const rank = (item: Fields): number => order.findIndex((start) => typeOf(item).startsWith(start));

const byTime = (a: Fields, b: Fields): number =>
  secondOf(a) === secondOf(b) ? rank(a) - rank(b) : secondOf(a) < secondOf(b) ? -1 : 1;

const echoes = ['message.claimed', 'alert.seen', 'repair-order.parts-requested'];

const isWordKept = (item: Fields): boolean =>
  typeOf(item) === 'promise.kept' && /-word\.\d+$/.test(textOf(item, 'entityId'));

/**
 * What a reader learns from another line of the same second: a word that was owed and given at once is told by its
 * alert or message.
 */
function isEcho(item: Fields, items: readonly Fields[]): boolean {
  if (echoes.includes(typeOf(item))) return true;
  const opened = items.find((one) => typeOf(one) === 'promise.opened' && one['entityId'] === item['entityId']);
  const kept = items.find((one) => isWordKept(one) && one['entityId'] === item['entityId']);
  return opened !== undefined && kept !== undefined && secondOf(opened) === secondOf(kept);
}

/** Names of people for the ids that the API uses. */
export type Names = ReadonlyMap<string, string>;

function whoDid(item: Fields, names: Names): string {
  const actor = fieldsOf(item['actor']);
  return actor['kind'] === 'staff' ? ` (${names.get(textOf(actor, 'id')) ?? 'staff'})` : '';
}

const dayOf = (at: Instant): string =>
  new Intl.DateTimeFormat('en-US', { timeZone: 'UTC', weekday: 'long', month: 'long', day: 'numeric' }).format(
    Date.parse(`${at}`),
  );

/** Writes the diary from the timeline and, while it runs, what its execution waits for. */
export async function diaryOf(told: Told, caller: Caller, awsUrl: string, names: Names): Promise<string> {
  const { shop, title } = told;
  const path = `/stores/${shop.storeId}/${told.path}/timeline?limit=100`;
  const items = (await caller.list(path)).toReversed();
  const shown = items.filter((item) => !isEcho(item, items)).toSorted(byTime);
  const lines = [title];
  let day = '';
  for (const item of shown) {
    const { date, time } = wallClock(parseInstant(textOf(item, 'at')), shop.zone);
    if (date !== day) lines.push(`  ${dayOf(parseInstant(`${date}T12:00:00Z`))}`);
    day = date;
    lines.push(`    ${time}  ${textOf(item, 'says')}${whoDid(item, names)}`);
  }
  return [...lines, `  ${await ending(told, awsUrl)}`].join('\n');
}

/** What the machine says: what it waits for and why, or how it ended. */
async function ending({ machines }: Told, awsUrl: string): Promise<string> {
  const answer = fieldsOf(await (await fetch(`${awsUrl}/_local/executions`)).json());
  const names = listOf(answer['executions']).map((one) => textOf(fieldsOf(one), 'name'));
  const ofThis = (start: string) =>
    names
      .filter((name) => name.startsWith(start))
      .toSorted((a, b) => a.length - b.length || (a < b ? -1 : 1))
      .at(-1);
  const last = machines.flatMap((start) => ofThis(start) ?? [])[0];
  if (last === undefined) return 'No machine ever ran for it.';
  const told = fieldsOf(await (await fetch(`${awsUrl}/_local/executions/${last}`)).json());
  const because = textOf(told, 'because');
  return `Now: ${textOf(told, 'state')}${because === '' ? '' : `. ${because}`}`;
}
