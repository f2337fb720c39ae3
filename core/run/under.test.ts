import { describe, expect, test } from 'vitest';
import { memoryTable } from '../../adapters/memory-table.ts';
import { settle } from '../../test/simulation/people.ts';
import { partsEta } from '../follow-ups/parts-eta/parts-eta.ts';
import type { Moment } from '../kernel/event.ts';
import type { Machines } from '../kernel/ports.ts';
import type { Table } from '../kernel/table.ts';
import { type Instant, parseInstant, plus } from '../kernel/time.ts';
import type { ContactDecision } from '../messages/index.ts';
import { changeLayer, type Layer } from '../playbooks/layer.ts';
import { resumeRun } from './resume.ts';
import { changeRow, openRow, type RunRow, readRun, runKey } from './row.ts';
import { sweep } from './sweep.ts';
import { pin, within } from './under.ts';

const start = parseInstant('2026-03-10T15:00:00Z');
const run = { followUp: 'parts-eta', storeId: 'S01', subject: 'ro-1' };

let ids = 0;
const newId = (): string => {
  ids += 1;
  return `E-${ids}`;
};
const momentAt = (now: Instant): Moment => ({ now, newId, actor: { kind: 'staff', id: 'sam' }, cause: 'request-1' });

describe('a message that may be sent', () => {
  const record = { rule: 'allowed', result: 'send', at: start, inputs: { zone: 'here' } } as const;
  const may: ContactDecision = { answer: 'send', channel: 'sms', to: '+13125550101', zones: [], record };

  test('is sent when the lifecycle automates', () => {
    expect(within('automate', may)).toBe(may);
  });
  test.each(['alert', 'observe'] as const)('is held back when it may only %s, with what it would have been', (mode) => {
    expect(within(mode, may)).toEqual({
      answer: 'refused',
      rule: `mode-${mode}`,
      record: {
        rule: `mode-${mode}`,
        result: 'refused',
        at: start,
        inputs: { zone: 'here', mode, otherwise: 'allowed' },
      },
    });
  });
  test.each([
    ['a person’s own answer', { ...record, inputs: { category: 'conversational' } }],
    ['the confirmation of a STOP', { ...record, rule: 'opt-out-confirmation' }],
  ] as const)('%s goes in every mode', (_what, own) => {
    const theirs: ContactDecision = { ...may, record: own };
    expect(within('alert', theirs)).toBe(theirs);
    expect(within('observe', theirs)).toBe(theirs);
  });
  test('and one that may not keeps its own reason', () => {
    const until = plus(start, { hours: 1 });
    const later: ContactDecision = {
      answer: 'notBefore',
      until,
      rule: 'outside-window',
      record: { rule: 'outside-window', result: 'notBefore', at: start, inputs: {} },
    };
    expect(within('observe', later)).toBe(later);
  });
});

/** A store that has changed its mind once after the run began. */
async function begun(state: RunRow['state']): Promise<{ readonly table: Table; readonly row: () => Promise<RunRow> }> {
  const table = memoryTable();
  await settle(table, start, newId);
  let said: Layer | undefined;
  const say = async (etaMinutes: number): Promise<void> => {
    const place = { followUp: 'parts-eta', layer: 'store', storeId: 'S01' } as const;
    const change = changeLayer(said, place, { settings: { etaMinutes } }, momentAt(start));
    said = change?.state;
    await table.write(change?.writes ?? []);
  };
  const row = async () => readRun((await table.get(runKey(run))) ?? { pk: '', sk: '' });
  await say(60);
  const playbook = await pin(table, partsEta.playbook, 'S01', undefined);
  await table.write([openRow(run, { heard: {}, because: 'Opened.', playbook }, start)]);
  await table.write([changeRow(await row(), { state })]);
  await say(90);
  return { table, row };
}

const asleep: Machines = { start: async () => {}, succeed: async () => {}, isAlive: async () => false };

const swept = (table: Table) => {
  const now = plus(start, { hours: 1 });
  return sweep({
    table,
    machines: asleep,
    followUps: [partsEta],
    now: () => now,
    moment: momentAt,
    report: (error) => expect.fail(String(error)),
  });
};

describe('the settings of a run', () => {
  test('are those of the store when it began', async () => {
    const { row } = await begun('OPEN');
    expect((await row()).playbook).toMatchObject({ version: 1, department: 'service', settings: { etaMinutes: 60 } });
  });
  test('stay when the sweeper brings a dead execution back', async () => {
    const { table, row } = await begun('OPEN');
    await swept(table);
    expect(await row()).toMatchObject({ generation: 2, playbook: { version: 1, settings: { etaMinutes: 60 } } });
  });
  test('are new when a far date has come', async () => {
    const { table, row } = await begun('PARKED');
    await swept(table);
    expect(await row()).toMatchObject({ generation: 2, playbook: { version: 2, settings: { etaMinutes: 90 } } });
  });
  test('are new when a person sends it on its way again', async () => {
    const { table, row } = await begun('STUCK');
    const playbook = await pin(table, partsEta.playbook, 'S01', undefined);
    const { state, writes } = resumeRun(await row(), momentAt(start), playbook);
    await table.write(writes);
    expect(state.playbook).toEqual(playbook);
    expect(await row()).toMatchObject({ generation: 2, playbook: { version: 2, settings: { etaMinutes: 90 } } });
  });
});
