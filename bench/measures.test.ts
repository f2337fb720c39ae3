/** What is measured is really done: no command is refused, the typical run ends, and the figures are the meter's. */
import { describe, expect, it } from 'vitest';
import { measureQuarter } from './cloud/quarter.ts';
import { measureRequests } from './cloud/requests.ts';
import { measureWaiting } from './cloud/waiting.ts';
import { measureCommands } from './commands.ts';
import { dollarsOf } from './dollars.ts';
import { measureSweep } from './sweep.ts';
import { measureTypicalCampaign } from './typical-campaign.ts';
import { measureTypicalClosing } from './typical-closing.ts';
import { measureTypicalRun } from './typical-run.ts';
import { measureTypicalVisit } from './typical-visit.ts';

describe('commands', () => {
  it('are asked for and booked each on its own', async () => {
    const { spent } = await measureCommands();
    // Read: the caller and the order. Written: the order in two indexes and its event in two, as one transaction.
    expect(spent['moveCar']).toEqual({ wru: 2 + 2 + 2 + 2, rru: 2, calls: 1 });
    // Read: the caller and the key. Written besides: the key's record, in no index.
    expect(spent['acknowledgePromise']?.rru).toBe(3);
    expect(spent['readStore']).toEqual({ wru: 0, rru: 2, calls: 1 });
  });
});

describe('the typical run', () => {
  it('ends, tells the customer twice, and each door has its share', async () => {
    const run = await measureTypicalRun();
    expect(Object.keys(run.transitions)).toEqual(['parts-eta']);
    expect(run.messages).toBe(2);
    expect(run.commands['updatePartsLines']?.calls).toBe(3);
    for (const door of ['review', 'act: inside', 'act: sent', 'wait', 'publish', 'hear: opened', 'hear: woken']) {
      expect(run.doors[door]?.wru, door).toBeGreaterThan(0);
    }
    // Sixteen shards of the due index, each half a unit.
    expect(run.doors['sweep: idle']).toMatchObject({ wru: 0, rru: 8 });
  });

  it('of an appointment is confirmed and kept, of a closing ends at the pick-up, of a campaign is three messages', async () => {
    const visit = await measureTypicalVisit();
    expect(visit.transitions['appointment']).toBeGreaterThan(20);
    // Booked, three days before, a day before, two hours before.
    expect(visit.messages).toBe(4);
    expect(visit.doors['intake']?.calls).toBe(1);
    const closing = await measureTypicalClosing();
    expect(Object.keys(closing.transitions).toSorted()).toEqual(['next-visit', 'retention']);
    // Opened, looked at again at the pick-up: three states each.
    expect(closing.transitions['next-visit']).toBe(6);
    expect(closing.messages).toBe(0);
    const { whole, touches } = await measureTypicalCampaign();
    expect([Object.keys(whole.transitions), touches]).toEqual([['retention'], 3]);
  });

  it('costs the sum of its parts', async () => {
    const run = await measureTypicalRun();
    const dollars = dollarsOf({ 'parts-eta': run, appointment: run, 'next-visit': run, retention: { run, of: 2 } });
    const { all = 0, ...parts } = dollars.perRun;
    expect(dollars.perRunOf).toMatchObject({ 'parts-eta': all, appointment: all });
    expect(dollars.perRunOf['retention']).toBeCloseTo(all / 2, 5);
    expect(Object.values(parts).reduce((sum, part) => sum + part, 0)).toBeCloseTo(all, 5);
    expect(parts['table']).toBeGreaterThan(0);
  });
});

describe('the sweep', () => {
  // An engine takes seconds to start on a machine that is at work.
  it('does everything that is due at once', { timeout: 60_000 }, async () => {
    expect(await measureSweep(600)).toMatchObject({ rows: 600, rowsInOneSweep: 600 });
  });
});

describe('the local cloud', () => {
  // A cloud takes seconds to open on a machine that is at work.
  const timeout = 120_000;
  it('plays days of a store with everything that is set off in them', { timeout }, async () => {
    const quarter = await measureQuarter(20, 10, { visitsAYear: 10, byAppointment: 7, withPart: 1 });
    expect(quarter).toMatchObject({ customers: 20, days: 10, visits: 5 });
    expect(quarter.messages).toBeGreaterThan(3);
    expect(quarter.executions).toBeGreaterThan(3);
  });

  it('answers requests, and lets executions wait', { timeout }, async () => {
    expect((await measureRequests(20)).requests).toBe(20);
    expect(await measureWaiting(50)).toMatchObject({ executions: 50 });
  });
});
