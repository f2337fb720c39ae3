/** The routes of follow-ups: what a run is doing and why, which are stuck, and how one is sent on its way again. */
import * as z from 'zod';
import { storeId } from '../kernel/fields.ts';
import { pageOf, pageQuery, readPage } from '../kernel/page.ts';
import type { Role } from '../kernel/role.ts';
import { checkVersion, defineRoute, notFound, type Route } from '../kernel/route.ts';
import { subject } from '../kernel/subject.ts';
import type { Reader } from '../kernel/table.ts';
import { instant } from '../kernel/time.ts';
import type { Playbook } from '../playbooks/index.ts';
import { runsByState } from './keys.ts';
import { resumeRun } from './resume.ts';
import { executionName, type Run, type RunRow, readRun, runKey, runState } from './row.ts';
import { type Pinned, pin } from './under.ts';

const tag = 'Follow-ups';
const onePath = '/stores/{storeId}/follow-ups/{followUp}/{subject}';

const followUp = z.string().regex(/^[a-z-]{1,24}$/, { error: 'Send the name of a follow-up, such as parts-eta' });

const oneRun = z.object({ storeId, followUp, subject });

/** A run as people see it. */
const shown = z.object({
  followUp: z.string(),
  storeId: z.string(),
  subject: z.string(),
  customerId: z.string().optional(),
  state: runState,
  /** What was decided last, and why. */
  because: z.string(),
  /** Until when it sleeps. */
  until: instant.optional(),
  /** The end it reached. */
  endedAs: z.string().optional(),
  generation: z.int(),
  /** The name of its execution in Step Functions. */
  execution: z.string(),
  openedAt: instant,
  version: z.int(),
});

function show(row: RunRow): z.input<typeof shown> {
  const { followUp: name, storeId: at, subject: about, customerId, state, because, endedAs } = row;
  const sleeps = state === 'PARKED' || (state === 'OPEN' && row.token !== undefined);
  return {
    followUp: name,
    storeId: at,
    subject: about,
    ...(customerId === undefined ? {} : { customerId }),
    state,
    because,
    ...(sleeps ? { until: row.expectBy } : {}),
    ...(endedAs === undefined ? {} : { endedAs }),
    generation: row.generation,
    execution: executionName(row, row.generation),
    openedAt: row.openedAt,
    version: row.version,
  };
}

const example: z.input<typeof shown> = {
  followUp: 'parts-eta',
  storeId: 'S01',
  subject: 'ro-10233',
  customerId: 'C-1001',
  state: 'OPEN',
  because: 'Parts owe a day for 2 of 2 open lines.',
  until: '2026-03-10T16:30:00.000Z',
  generation: 1,
  execution: 'parts-eta-S01-ro-10233-g1',
  openedAt: '2026-03-10T14:30:00.000Z',
  version: 4,
};

const stuckExample: z.input<typeof shown> = {
  ...example,
  state: 'STUCK',
  because: 'Its execution died 5 times in a row: a person must look.',
  until: undefined,
  endedAs: 'Stuck: needs a person',
};

/** Those who lead a department, and so have the promises of what is stuck in it. */
const heads: readonly Role[] = [
  'administrator',
  'general-manager',
  'sales-manager',
  'service-manager',
  'parts-manager',
  'bdc-manager',
];

async function runAt(reader: Reader, run: Run): Promise<RunRow> {
  const row = await reader.get(runKey(run));
  if (row === undefined) throw notFound('follow-up');
  return readRun(row);
}

const list = defineRoute({
  method: 'GET',
  path: '/stores/{storeId}/follow-ups',
  name: 'listFollowUps',
  tag,
  means:
    'The store’s follow-ups that are stuck and need a person; or, with state PARKED, those asleep until a far day.',
  roles: 'any',
  params: z.object({ storeId }),
  query: z.object({
    ...pageQuery,
    state: z.enum(['STUCK', 'PARKED'], { error: 'Send STUCK or PARKED' }).default('STUCK'),
  }),
  output: pageOf(shown),
  example: { output: { items: [stuckExample] } },
  handle: async ({ reader, params, query }) => ({
    body: await readPage(reader, runsByState.query(params.storeId, query.state), query, (row) => show(readRun(row))),
  }),
});

const read = defineRoute({
  method: 'GET',
  path: onePath,
  name: 'readFollowUp',
  tag,
  means:
    'What a follow-up is doing about its subject (ro- and the RO number): its state, why, and until when it waits.',
  roles: 'any',
  params: oneRun,
  output: shown,
  example: { output: example },
  handle: async ({ reader, params }) => {
    const row = await runAt(reader, params);
    return { body: show(row), version: row.version };
  },
});

/** What a run that goes on again is on: what holds at the store now. */
async function playbookOf(
  { followUp: name, storeId: at, playbook: kept }: RunRow,
  playbooks: readonly Playbook[],
  reader: Reader,
): Promise<Pinned | undefined> {
  const playbook = playbooks.find((each) => each.followUp === name);
  return playbook === undefined ? undefined : pin(reader, playbook, at, kept?.department);
}

const resumeWith = (playbooks: readonly Playbook[]): Route =>
  defineRoute({
    method: 'POST',
    path: `${onePath}/resume`,
    name: 'resumeFollowUp',
    tag,
    means: 'A person has looked at a follow-up that is stuck and sends it on its way again, with a new execution.',
    roles: heads,
    params: oneRun,
    output: shown,
    example: { output: { ...example, generation: 2, execution: 'parts-eta-S01-ro-10233-g2', version: 5 } },
    handle: async ({ reader, params, moment, ifMatch }) => {
      const before = await runAt(reader, params);
      checkVersion(ifMatch, before.version);
      const { state, writes } = resumeRun(before, moment, await playbookOf(before, playbooks, reader));
      return { body: show(state), version: state.version, writes };
    },
  });

/** The routes of follow-ups, for the playbooks of the house. */
export const followUpRoutes = (playbooks: readonly Playbook[]): readonly Route[] => [list, read, resumeWith(playbooks)];
