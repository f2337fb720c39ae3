/** A store in the middle of its day, so that whatever is sent finds something to meet; and doors in front of a copy of it. */
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { type MemoryTable, memoryTable } from '../../../adapters/memory-table.ts';
import type { Row } from '../../../core/kernel/table.ts';
import { type Instant, parseInstant, plus } from '../../../core/kernel/time.ts';
import { buildApi } from '../../../functions/staff-api.ts';
import { settle } from '../../simulation/people.ts';
import { openTown, type TownOptions } from '../../simulation/town.ts';

/** When the day begins. */
export const startAt = parseInstant('2026-03-10T14:00:00.000Z');

const person = {
  customerId: 'C-1001',
  name: { first: 'Sam', last: 'Lee' },
  phones: [{ number: '+13125550123', kind: 'mobile', primary: true }],
  emails: ['sam@example.com'],
  address: { state: 'IL', postalCode: '62701', country: 'US' },
};

/** What happens in the morning: who asks for what; a `$` is the text that somebody sends in. */
const morning: readonly (readonly [who: string, method: string, path: string, body?: unknown])[] = [
  ['ada', 'POST', '/staff', { staffId: 'b7d1c6de-0001', name: 'Ana Ruiz', roles: ['advisor', 'salesperson'] }],
  ['ada', 'PUT', '/departments/service/capacity', { slotMinutes: 30, perSlot: 3, daysAhead: 90 }],
  ['ada', 'PUT', '/departments/sales/capacity', { slotMinutes: 60, perSlot: 2, perPerson: 1, daysAhead: 90 }],
  ['ada', 'POST', '/customers', person],
  ['ada', 'POST', '/customers/C-1001/vehicles', { vehicleId: 'V-77', make: 'Honda', model: 'Accord' }],
  ['ada', 'PUT', '/customers/C-1001/vehicles/V-77/recalls/24V-1', { title: 'Fuel pump', openSince: '2026-03-01' }],
  ['ada', 'POST', '/repair-orders', { roNumber: '10233', customerId: 'C-1001', lines: [] }],
  [
    'ada',
    'POST',
    '/repair-orders/10233/parts-orders',
    { partsOrderId: 'P-1', lines: [{ partNumber: 'X', description: 'Pump' }] },
  ],
  ['ada', 'POST', '/repair-orders', { roNumber: '10234', customerId: 'C-1', advisorId: 'ana' }],
  [
    'ada',
    'POST',
    '/repair-orders/10234/parts-orders',
    { partsOrderId: 'P-1', lines: [{ partNumber: 'Y', description: 'Belt' }] },
  ],
  [
    'ada',
    'POST',
    '/appointments',
    {
      appointmentId: 'A-1',
      customerId: 'C-1001',
      department: 'service',
      purpose: 'service',
      vehicleId: 'V-77',
      startsAt: '2026-03-12T14:00:00Z',
    },
  ],
  [
    'ada',
    'POST',
    '/appointments',
    {
      appointmentId: 'A-2',
      customerId: 'C-1',
      department: 'sales',
      purpose: 'test-drive',
      stock: 'P1',
      startsAt: '2026-03-11T15:30:00Z',
    },
  ],
  [
    'ada',
    'POST',
    '/appointments',
    { appointmentId: 'A-3', customerId: 'C-2', department: 'service', purpose: 'service', date: '2026-03-20' },
  ],
  [
    'ada',
    'POST',
    '/appointments',
    {
      appointmentId: 'A-4',
      customerId: 'C-2',
      department: 'service',
      purpose: 'service',
      startsAt: '2026-03-13T15:00:00Z',
      hold: true,
    },
  ],
  ['+13125550123', '$', 'Is a loaner free?'],
  ['+13125550999', '$', 'Who are you?'],
  ['ada', 'PUT', '/playbooks/parts-eta', { mode: 'alert', settings: { etaMinutes: 90 } }],
];

/** A town after its morning, played through the real doors, follow-ups with it. */
export async function openMorning(more: Partial<TownOptions> = {}) {
  const table = memoryTable();
  const town = openTown({ startAt, table, ...more });
  await settle(town.table, startAt, town.newId);
  for (const [who, method, path, body] of morning) {
    if (method === '$') town.letters.text(who, path);
    else {
      const headers = path.startsWith('/playbooks') ? { 'If-Match': '"0"' } : {};
      const got = await town.request(who, method, `/stores/S01${path}`, body, headers);
      if (got.status >= 300) throw new Error(`${method} ${path}: ${got.status} ${JSON.stringify(got.body)}`);
    }
  }
  await town.until(plus(startAt, { minutes: 30 }));
  return { town, table };
}

let furnished: Promise<readonly Row[]> | undefined;

/** The rows of the morning; played once. */
export async function rowsOfMorning(): Promise<readonly Row[]> {
  furnished ??= openMorning().then(({ table }) => table.rows());
  return furnished;
}

/** A request as the gateway hands it over. */
export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly by?: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly base64?: boolean;
}

/** What API Gateway makes of a request. */
export const eventOf = ({ method, path, by, headers, query, body, base64 = false }: Sent, requestId: string) =>
  ({
    httpMethod: method,
    path,
    headers,
    queryStringParameters: query,
    body: body !== null && base64 ? Buffer.from(body).toString('base64') : body,
    isBase64Encoded: base64,
    requestContext: {
      requestId,
      path: `/v1${path}`,
      ...(by === undefined ? {} : { authorizer: { claims: { sub: by } } }),
    },
  }) as unknown as APIGatewayProxyEvent;

/** A copy of the morning behind the staff's door. */
export interface House {
  readonly table: MemoryTable;
  /** Errors of ours that the door wrote down. */
  readonly reports: unknown[];
  /** Commits so far. */
  readonly commits: () => number;
  readonly now: () => Instant;
  readonly newId: () => string;
  send(sent: Sent): Promise<APIGatewayProxyResult>;
}

/** Opens a copy. */
export async function openHouse(rows: readonly Row[]): Promise<House> {
  const table = memoryTable();
  for (let at = 0; at < rows.length; at += 50) await table.write(rows.slice(at, at + 50).map((put) => ({ put })));
  const reports: unknown[] = [];
  let clock = plus(startAt, { minutes: 30 });
  let ids = 0;
  let commits = 0;
  table.onCommit(() => {
    commits += 1;
  });
  const now = (): Instant => {
    clock = plus(clock, { seconds: 0.01 });
    return clock;
  };
  const newId = (): string => {
    ids += 1;
    return `f-${String(ids).padStart(6, '0')}`;
  };
  const api = buildApi({
    table,
    now,
    newId,
    origins: [],
    pause: async () => {},
    report: (error) => reports.push(error),
  });
  return {
    table,
    reports,
    commits: () => commits,
    now,
    newId,
    send: (sent) => api(eventOf(sent, newId())),
  };
}
