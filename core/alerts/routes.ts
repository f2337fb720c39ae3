/** The routes of alerts: the caller's own, and those of the queues of their roles. */
import * as z from 'zod';
import { externalId, storeId } from '../kernel/fields.ts';
import { type Owner, sameOwner } from '../kernel/owner.ts';
import { pageOf, pageQuery, readPage } from '../kernel/page.ts';
import { Problem } from '../kernel/problem.ts';
import { type Caller, checkVersion, defineRoute, notFound, type Route } from '../kernel/route.ts';
import type { Reader } from '../kernel/table.ts';
import { type Alert, alert, alerts } from './alert.ts';
import { markSeen } from './decide.ts';
import { alertKey, alertsOnDesk } from './keys.ts';

const tag = 'Alerts';

const example: z.input<typeof alert> = {
  alertId: '01JP0000000000000000000000',
  storeId: 'S01',
  to: { kind: 'queue', role: 'advisor' },
  about: { kind: 'repair-order', id: '10233' },
  says: 'RO 10233: the water pump is expected on Mar 20 now.',
  at: '2026-03-10T15:00:00.000Z',
  version: 1,
};

/** The caller's desks at a store: their own, then the queue of each of their roles. */
const desksOf = ({ staffId, roles }: Caller, at: string): readonly Owner[] => [
  { kind: 'person', staffId },
  ...[...(roles[at] ?? [])].sort().map((role) => ({ kind: 'queue', role }) as const),
];

interface Asked {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** `2.<cursor>` is a page that begins on the third desk. */
function position(cursor: string | undefined): { readonly desk: number; readonly cursor?: string } {
  if (cursor === undefined) return { desk: 0 };
  const [, desk, rest] = /^(\d{1,2})\.(.*)$/.exec(cursor) ?? [];
  if (desk === undefined || rest === undefined) {
    const fix = 'Send the `next` of the page before, unchanged.';
    throw new Problem('invalid-input', `cursor: ${fix}`, [{ field: 'query.cursor', fix }]);
  }
  return { desk: Number(desk), ...(rest === '' ? {} : { cursor: rest }) };
}

/** One page over several desks, desk after desk. */
async function readDesks(
  reader: Reader,
  at: string,
  desks: readonly Owner[],
  seen: boolean,
  asked: Asked,
): Promise<{ items: Alert[]; next?: string }> {
  const start = position(asked.cursor);
  const items: Alert[] = [];
  for (const [index, desk] of desks.entries()) {
    if (index < start.desk) continue;
    const limit = asked.limit - items.length;
    if (limit === 0) return { items, next: `${index}.` };
    const cursor = index === start.desk ? start.cursor : undefined;
    const page = await readPage(reader, alertsOnDesk.query(at, desk, seen), { limit, cursor }, (row) =>
      alerts.read(row),
    );
    items.push(...page.items);
    if (page.next !== undefined) return { items, next: `${index}.${page.next}` };
  }
  return { items };
}

const list = defineRoute({
  method: 'GET',
  path: '/stores/{storeId}/alerts',
  name: 'listAlerts',
  tag,
  means: 'What the caller should know: their own alerts, then those of their roles’ queues; unseen ones unless said.',
  roles: 'any',
  params: z.object({ storeId }),
  query: z.object({ ...pageQuery, seen: z.enum(['true', 'false'], { error: 'Send true or false' }).default('false') }),
  output: pageOf(alert),
  example: { output: { items: [example] } },
  handle: async ({ reader, params, query, caller }) => ({
    body: await readDesks(reader, params.storeId, desksOf(caller, params.storeId), query.seen === 'true', query),
  }),
});

const isOn = (desks: readonly Owner[], to: Owner): boolean => desks.some((desk) => sameOwner(desk, to));

const see = defineRoute({
  method: 'POST',
  path: '/stores/{storeId}/alerts/{alertId}/seen',
  name: 'seeAlert',
  tag,
  means: 'The caller has read an alert of theirs; in a queue the first reader counts.',
  roles: 'any',
  params: z.object({ storeId, alertId: externalId }),
  output: alert,
  example: { output: { ...example, seenAt: '2026-03-10T15:05:00.000Z', seenBy: 'b7d1c6de-0001', version: 2 } },
  handle: async ({ reader, params, caller, moment, ifMatch }) => {
    const row = await reader.get(alertKey(params.storeId, params.alertId));
    if (row === undefined) throw notFound('alert');
    const before = alerts.read(row);
    checkVersion(ifMatch, before.version);
    if (!isOn(desksOf(caller, params.storeId), before.to)) {
      throw new Problem(
        'forbidden',
        'Only the person this alert is for, or somebody of the queue’s role, can see it off.',
      );
    }
    const change = markSeen(before, moment);
    if (change === undefined) return { body: before, version: before.version };
    return { body: change.state, version: change.state.version, writes: change.writes };
  },
});

/** The routes of alerts. */
export const alertRoutes: readonly Route[] = [list, see];
