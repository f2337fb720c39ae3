/** Two stores that know nothing of each other, and the door in front of both, on the memory table. */
import type { APIGatewayProxyEvent } from 'aws-lambda';
import * as z from 'zod';
import { type MemoryTable, type MemoryTableOptions, memoryTable } from '../../adapters/memory-table.ts';
import type { ApiParts } from '../../core/http/index.ts';
import type { Moment } from '../../core/kernel/event.ts';
import { writtenPhone } from '../../core/kernel/phone.ts';
import type { Role } from '../../core/kernel/role.ts';
import { type Instant, parseInstant, plus } from '../../core/kernel/time.ts';
import { addStaff } from '../../core/staff/index.ts';
import { createStore, storeSettingsOf } from '../../core/stores/index.ts';
import { buildApi } from '../../functions/staff-api.ts';

const workday = [{ from: '07:30', to: '18:00' }];
const week = { mon: workday, tue: workday, wed: workday, thu: workday, fri: workday, sat: workday, sun: [] };

/** Settings of a store, as a client sends them. */
export const settings = {
  name: 'Elm Street Motors',
  timeZone: 'America/Chicago',
  address: { city: 'Springfield', state: 'IL', postalCode: '62701', country: 'US' },
  hours: { service: { weekly: week, holidays: [] } },
};

/** What a test sends. */
export interface Sent {
  readonly by?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
}

/** What came back. */
export interface Got {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** The items of a list's answer. */
export const itemsOf = ({ body }: Got): readonly Record<string, unknown>[] => body.items as Record<string, unknown>[];

/** A door and what stands behind it. */
export interface World {
  readonly table: MemoryTable;
  readonly reports: unknown[];
  readonly moment: () => Moment;
  clock: Instant;
  send(method: string, path: string, sent?: Sent): Promise<Got>;
  hire(staffId: string, storeId: string, roles: readonly Role[]): Promise<void>;
}

function eventOf(method: string, path: string, { by, body, headers = {}, query = {} }: Sent, requestId: string) {
  const json = body === undefined ? {} : { 'Content-Type': 'application/json' };
  return {
    httpMethod: method,
    path,
    headers: { ...json, ...headers },
    queryStringParameters: Object.keys(query).length === 0 ? null : query,
    body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
    isBase64Encoded: false,
    requestContext: {
      requestId,
      path: `/v1${path}`,
      ...(by === undefined ? {} : { authorizer: { claims: { sub: by, client_id: 'app' } } }),
    },
  } as unknown as APIGatewayProxyEvent;
}

/** Opens the door on an empty table with the stores S01 and S02, `ana` administering the first and `bo` the second. */
export async function openWorld(parts: Partial<ApiParts> = {}, options: MemoryTableOptions = {}): Promise<World> {
  const table = memoryTable(options);
  let ids = 0;
  let requests = 0;
  const reports: unknown[] = [];
  const newId = () => {
    ids += 1;
    return `id-${String(ids).padStart(6, '0')}`;
  };
  const world: World = {
    table,
    reports,
    clock: parseInstant('2026-03-10T14:30:00.000Z'),
    moment: () => ({ now: world.clock, newId, actor: { kind: 'system', id: 'test' }, cause: 'test' }),
    async send(method, path, sent = {}) {
      requests += 1;
      const answer = await api(eventOf(method, path, sent, `request-${requests}`));
      const headers = Object.fromEntries(Object.entries(answer.headers ?? {}).map(([k, v]) => [k, String(v)]));
      const body: Record<string, unknown> = answer.body === '' ? {} : JSON.parse(answer.body);
      return { status: answer.statusCode, headers, text: answer.body, body };
    },
    async hire(staffId, storeId, roles) {
      const person = addStaff(staffId, { name: `Person ${staffId}` }, [{ storeId, roles }], world.moment());
      await table.write(person.writes);
    },
  };
  const api = buildApi({
    table,
    // Each reading of the clock is a moment later, so that the order of what happened is told.
    now: () => {
      world.clock = plus(world.clock, { seconds: 0.001 });
      return world.clock;
    },
    newId,
    origins: ['https://app.example.com'],
    pause: async () => {},
    report: (error) => reports.push(error),
    ...parts,
  });
  for (const [storeId, who] of [
    ['S01', 'ana'],
    ['S02', 'bo'],
  ] as const) {
    await table.write(
      createStore(storeId, z.object(storeSettingsOf(writtenPhone)).parse(settings), world.moment()).writes,
    );
    await world.hire(who, storeId, ['administrator']);
  }
  return world;
}
