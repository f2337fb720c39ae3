import { describe, expect, test } from 'vitest';
import { parseInstant, plus } from '../kernel/time.ts';
import type { Promised } from '../promises/index.ts';
import { longestWait, rest } from './rest.ts';

const now = parseInstant('2026-03-10T15:00:00Z');
const view = { now, owed: [] };
const waiting = { wait: 'for-part', because: 'A part is awaited.' } as const;
const owed: Promised = {
  promiseId: 'parts-eta.ro-1.g1-1',
  type: 'booking',
  followUp: 'parts-eta',
  storeId: 'S01',
  subject: 'ro-1',
  playbookVersion: 0,
  owes: 'A visit.',
  owner: { kind: 'queue', role: 'advisor' },
  state: 'OPEN',
  openedAt: now,
  dueAt: now,
  rung: 0,
  cause: 'E1',
  version: 1,
  history: [],
};

describe('resting', () => {
  test('waits for the first instant that is ahead', () => {
    const instants = [plus(now, { days: 3 }), plus(now, { hours: -1 }), now, plus(now, { hours: 5 })];
    expect(rest(view, true, instants, waiting)).toEqual({ does: 'wait', ...waiting, until: plus(now, { hours: 5 }) });
  });

  test('with no instant ahead, waits as long as a machine may', () => {
    expect(rest(view, true, [], waiting)).toEqual({ does: 'wait', ...waiting, until: plus(now, { days: 30 }) });
    expect(rest(view, true, [now], waiting)).toMatchObject({ does: 'wait', until: longestWait(now) });
  });

  test('waits for an instant at the horizon itself, and parks for one a second later', () => {
    const last = longestWait(now);
    expect(rest(view, true, [last], waiting)).toMatchObject({ does: 'wait', until: last });
    const far = plus(last, { seconds: 1 });
    const because = 'A part is awaited. Nothing to do for more than 30 days.';
    expect(rest(view, true, [far], waiting)).toEqual({ does: 'park', end: 'asleep', until: far, because });
  });

  test('never parks what owes, or what this step opens or hands over', () => {
    const far = [plus(now, { days: 90 })];
    const waits = { does: 'wait', ...waiting, until: longestWait(now) };
    expect(rest({ now, owed: [owed] }, true, far, waiting)).toEqual(waits);
    expect(rest(view, false, far, waiting)).toEqual(waits);
  });
});
