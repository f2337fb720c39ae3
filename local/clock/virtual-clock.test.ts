import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openStore } from '../store/store.ts';
import type { Clock, Millis, Timed } from './clock.ts';
import { openClock, type SetTimer } from './virtual-clock.ts';

const START = Date.parse('2026-03-02T14:00:00.000Z');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Real time as a test moves it, with the one timer that may be set. */
function realTime(at = START) {
  let now = at;
  let timer: { run: () => void; at: number } | undefined;
  const asked: number[] = [];
  const setTimer: SetTimer = (run, after) => {
    asked.push(after);
    const mine = { run, at: now + after };
    timer = mine;
    return {
      cancel() {
        if (timer === mine) timer = undefined;
      },
    };
  };
  return {
    realNow: () => now,
    setTimer,
    asked,
    async pass(millis: number) {
      now += millis;
      while (timer !== undefined && timer.at <= now) {
        const { run } = timer;
        timer = undefined;
        run();
        await settled();
      }
    },
  };
}

async function settled() {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** A room with alarms; each tells the diary when it rang. */
function alarms(clock: Clock, diary: string[], name = 'alarms') {
  let due: { at: Millis; what: string; sets?: (() => void) | undefined }[] = [];
  const room: Timed = {
    name,
    nextDue: () => (due.length === 0 ? undefined : Math.min(...due.map((alarm) => alarm.at))),
    playDue(now) {
      const ringing = due.filter((alarm) => alarm.at <= now).sort((a, b) => a.at - b.at);
      due = due.filter((alarm) => alarm.at > now);
      for (const alarm of ringing) {
        diary.push(`${(clock.now() - START) / HOUR} h ${alarm.what}`);
        alarm.sets?.();
      }
    },
  };
  clock.join(room);
  return (at: Millis, what: string, sets?: () => void) => {
    due.push({ at, what, sets });
    clock.changed();
  };
}

describe('flowing', () => {
  test('something due is played when real time has come to it', async () => {
    const real = realTime();
    const clock = openClock(real);
    const diary: string[] = [];
    alarms(clock, diary)(START + HOUR / 2, 'tea');
    await settled();
    await real.pass(HOUR / 2 - 1);
    expect(diary).toEqual([]);
    await real.pass(1);
    expect(diary).toEqual(['0.5 h tea']);
    await clock.stop();
  });

  test('a wait of 90 days never asks the real timer for more than an hour', async () => {
    const real = realTime();
    const clock = openClock(real);
    const diary: string[] = [];
    alarms(clock, diary)(START + 90 * DAY, 'renew');
    await settled();
    for (let hour = 0; hour < 90 * 24; hour += 1) await real.pass(HOUR);
    expect(diary).toEqual(['2160 h renew']);
    expect(Math.max(...real.asked)).toBe(HOUR);
    await clock.stop();
  });

  test('starts at the instant it is told', async () => {
    const real = realTime();
    const clock = openClock({ ...real, startAt: START + DAY });
    await real.pass(HOUR);
    expect(clock.now()).toBe(START + DAY + HOUR);
    await clock.stop();
  });

  test('never goes back when real time is set back', async () => {
    const real = realTime();
    const clock = openClock(real);
    await real.pass(HOUR);
    const before = clock.now();
    await real.pass(-DAY);
    expect(clock.now()).toBe(before);
    await clock.stop();
  });

  test('a room that fails is told to whoever opened the clock', async () => {
    const real = realTime();
    const troubles: unknown[] = [];
    const clock = openClock({ ...real, onTrouble: (error) => troubles.push(error) });
    alarms(clock, [])(START, 'broken', () => {
      throw new Error('broken');
    });
    await settled();
    expect(troubles).toEqual([new Error('broken')]);
    await clock.stop();
  });
});

describe('running forward', () => {
  test('everything due on the way is played in order, at its own instant, and the clock flows on', async () => {
    const real = realTime();
    const clock = openClock(real);
    const diary: string[] = [];
    const set = alarms(clock, diary);
    const other = alarms(clock, diary, 'others');
    set(START + 3 * HOUR, 'third');
    other(START + 2 * HOUR, 'second', () => set(START + 2.5 * HOUR, 'set off by the second'));
    set(START + HOUR, 'first');
    set(START + 30 * HOUR, 'later');
    await clock.advanceTo(START + DAY);
    expect(diary).toEqual(['1 h first', '2 h second', '2.5 h set off by the second', '3 h third']);
    expect(clock.now()).toBe(START + DAY);
    await real.pass(HOUR);
    expect(clock.now()).toBe(START + DAY + HOUR);
    await real.pass(5 * HOUR);
    expect(diary.at(-1)).toBe('30 h later');
    await clock.stop();
  });

  test('an instant is left only when the work it set off is done, and what that set off too', async () => {
    const clock = openClock({ realNow: () => START, manual: true });
    const diary: string[] = [];
    const set = alarms(clock, diary);
    set(START + HOUR, 'call', () => {
      void clock.track(
        new Promise<void>((resolve) => setTimeout(resolve, 15)).then(() => {
          diary.push(`${(clock.now() - START) / HOUR} h answered`);
          set(clock.now(), 'at once');
        }),
      );
    });
    set(START + 2 * HOUR, 'next');
    await clock.advanceTo(START + DAY);
    expect(diary).toEqual(['1 h call', '1 h answered', '1 h at once', '2 h next']);
  });

  test('work that goes on in steps is waited for to its end', async () => {
    const clock = openClock({ realNow: () => START, manual: true });
    let done = 0;
    async function chain() {
      for (let step = 0; step < 5; step += 1) {
        await clock.track(new Promise((resolve) => setImmediate(resolve)));
        done += 1;
      }
    }
    void chain();
    await clock.quiet();
    expect(done).toBe(5);
  });

  test('going back is refused, and so is an instant that is none', async () => {
    const clock = openClock({ realNow: () => START, manual: true });
    await expect(clock.advanceTo(START - 1)).rejects.toThrow('cannot go back to 2026-03-02T13:59:59.999Z');
    await expect(clock.advanceTo(Number.NaN)).rejects.toThrow('whole milliseconds');
  });

  test('two who run it forward at once take turns', async () => {
    const clock = openClock({ realNow: () => START, manual: true });
    const diary: string[] = [];
    alarms(clock, diary)(START + HOUR, 'once');
    await Promise.all([clock.advanceTo(START + 2 * HOUR), clock.advanceTo(START + 3 * HOUR)]);
    expect(diary).toEqual(['1 h once']);
    expect(clock.now()).toBe(START + 3 * HOUR);
  });

  test('a cascade that never ends is an error that names the room', async () => {
    const clock = openClock({ realNow: () => START, manual: true, mostRounds: 50 });
    const set = alarms(clock, [], 'echo');
    const again = () => set(START + HOUR, 'again', again);
    again();
    await expect(clock.advanceTo(START + DAY)).rejects.toThrow('At 2026-03-02T15:00:00.000Z the room "echo"');
  });

  test('whoever mirrors the clock sees every instant before it is played', async () => {
    const seen: string[] = [];
    const clock = openClock({
      realNow: () => START,
      onInstant: (now, flowing) => seen.push(`${(now - START) / HOUR} ${flowing ? 'flows' : 'stands'}`),
    });
    alarms(clock, seen)(START + HOUR, 'rings');
    await clock.advanceTo(START + 2 * HOUR);
    expect(seen).toEqual(['0 flows', '0 stands', '1 stands', '1 h rings', '2 stands', '2 flows']);
    await clock.stop();
  });

  test('64,800 minutes, as many as 45 days have, take no time worth speaking of', async () => {
    const clock = openClock({ realNow: () => START, manual: true });
    let rung = 0;
    let next = START + 60_000;
    clock.join({
      name: 'minutes',
      nextDue: () => next,
      playDue() {
        rung += 1;
        next += 60_000;
      },
    });
    await clock.advanceTo(START + 45 * DAY);
    expect(rung).toBe(64_800);
  });
});

describe('over a restart', () => {
  const file = () => join(mkdtempSync(join(tmpdir(), 'clock-')), 'cloud.sqlite');

  test('goes on from the virtual now, with the time that has passed', async () => {
    const real = realTime();
    const path = file();
    const store = openStore(path);
    const clock = openClock({ ...real, store });
    await clock.advanceTo(START + 3 * DAY);
    await clock.stop();
    store.close();
    await real.pass(HOUR);
    const reopened = openStore(path);
    const again = openClock({ ...real, store: reopened, startAt: START });
    expect(again.now()).toBe(START + 3 * DAY + HOUR);
    await again.stop();
    reopened.close();
  });

  test('killed while it was run forward, it goes on from the last instant that was reached', async () => {
    const real = realTime();
    const store = openStore(file());
    const clock = openClock({ ...real, store });
    alarms(clock, [])(START + DAY, 'the kill', () => {
      throw new Error('killed');
    });
    await expect(clock.advanceTo(START + 3 * DAY)).rejects.toThrow('killed');
    const again = openClock({ ...real, store });
    expect(again.now()).toBe(START + DAY);
    await clock.stop();
    await again.stop();
  });

  test('never before the last instant, though real time was set back meanwhile', async () => {
    const real = realTime();
    const store = openStore(file());
    const clock = openClock({ ...real, store });
    await clock.advanceTo(START + DAY);
    await clock.stop();
    await real.pass(-30 * DAY);
    const again = openClock({ ...real, store });
    expect(again.now()).toBe(START + DAY);
    await again.stop();
  });
});
