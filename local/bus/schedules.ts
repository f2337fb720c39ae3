/**
 * Rules with a schedule, on the virtual clock. Flowing, every firing is an invocation. Run forward, a firing that can
 * find nothing is passed over (`idle.ts` says when that is certain), at most a day at a stretch: 45 days of a rule at
 * one minute are 64,800 firings, nearly all of which would ask the table a question whose answer is known to be empty.
 */
import type { Clock, Millis, Timed } from '../clock/clock.ts';
import type { AsyncInvocations } from '../functions/async.ts';
import type { Store } from '../store/store.ts';
import type { CloudModel, RuleModel } from '../template/model.ts';
import { type Bus, type BusEvent, busTime } from './bus.ts';
import type { Idleness, IdleWatch } from './idle.ts';
import { type NextFiring, readSchedule } from './schedule.ts';

export interface SchedulesOptions {
  readonly model: CloudModel;
  readonly store: Store;
  readonly clock: Clock;
  readonly bus: Bus;
  readonly async: AsyncInvocations;
  readonly ids: () => string;
  readonly idle: IdleWatch;
  /** Whether the clock flows at this moment. */
  readonly flowing: () => boolean;
}

/** Firings played and passed over since the start. */
export interface Schedules {
  figures(): { readonly fired: number; readonly passedOver: number };
}

interface Line {
  readonly rule: RuleModel;
  readonly after: NextFiring;
  next: Millis | undefined;
  /** What a firing that found nothing has shown; undefined until one has, and while one is under way. */
  idle: Idleness | undefined;
  /** Ticks are being passed over: `next` may lie in the past. */
  asleep: boolean;
  lastFired: Millis;
}

const LONGEST_IDLE: Millis = 24 * 60 * 60 * 1000;

/** Joins the clock with every enabled scheduled rule; a schedule that is not supported is an error. */
export function openSchedules(options: SchedulesOptions): Schedules {
  const { model, store, clock, bus, idle } = options;
  store.db.exec('CREATE TABLE IF NOT EXISTS bus_schedules (rule TEXT PRIMARY KEY, next INTEGER NOT NULL) STRICT');
  const read = store.db.prepare('SELECT next FROM bus_schedules WHERE rule = ?');
  const write = store.db.prepare(
    'INSERT INTO bus_schedules (rule, next) VALUES (?, ?) ON CONFLICT (rule) DO UPDATE SET next = excluded.next',
  );
  let fired = 0;
  let passedOver = 0;
  const lines: Line[] = model.rules.flatMap((rule) => {
    if (rule.schedule === undefined || !rule.enabled) return [];
    const after = readSchedule(rule.schedule);
    const kept = read.get(rule.name);
    const next = kept === undefined ? after(clock.now()) : Number(kept.next);
    return [{ rule, after, next, idle: undefined, asleep: false, lastFired: clock.now() }];
  });

  /** When the line must fire next: its tick, or, while nothing can have changed, the first tick at which something might. */
  function dueOf(line: Line): Millis | undefined {
    if (line.idle === undefined || line.next === undefined) return line.next;
    if (!options.flowing()) {
      line.asleep = true;
      const until = Math.min(line.idle.until() ?? Number.MAX_SAFE_INTEGER, line.lastFired + LONGEST_IDLE);
      // Never before the present: a row that came late is found by the first firing that is still ahead.
      const from = Math.max(until, line.next, clock.now());
      return line.after(from - 1);
    }
    // Flowing, every tick from now on fires; what is known stays true for the next run forward.
    if (line.asleep && line.next <= clock.now()) line.next = line.after(clock.now());
    line.asleep = false;
    return line.next;
  }

  function eventOf(rule: RuleModel, now: Millis): BusEvent {
    return {
      version: '0',
      id: options.ids(),
      'detail-type': 'Scheduled Event',
      source: 'aws.events',
      account: model.account,
      time: busTime(now),
      region: model.region,
      resources: [rule.arn],
      detail: {},
    };
  }

  async function fire(line: Line, now: Millis, shown: Idleness | undefined): Promise<void> {
    const hadSomething = (shown?.until() ?? Number.MAX_SAFE_INTEGER) <= now;
    const visit = idle.begin(line.rule.targets.map((target) => target.arn));
    const requests = store.atomically(() => {
      if (line.next !== undefined) write.run(line.rule.name, line.next);
      const event = eventOf(line.rule, now);
      return line.rule.targets.map((target) => bus.deliver(line.rule, target, event));
    });
    await Promise.all(requests.filter((id) => id !== undefined).map((id) => options.async.attempted(id)));
    // Whoever worked off what lay in the ranges of before does nothing again once they are empty. Whoever did more
    // though they were empty disproves what was shown.
    line.idle = (await visit.end()) ?? (hadSomething ? shown : undefined);
  }

  const room: Timed = {
    name: 'schedules',
    nextDue() {
      let first: Millis | undefined;
      for (const line of lines) {
        const due = dueOf(line);
        if (due !== undefined && (first === undefined || due < first)) first = due;
      }
      return first;
    },
    playDue(now) {
      for (const line of lines) {
        const due = dueOf(line);
        if (due === undefined || due > now) continue;
        fired += 1;
        passedOver += line.next === undefined ? 0 : countBetween(line, due);
        const shown = line.idle;
        line.idle = undefined;
        line.lastFired = now;
        line.next = line.after(now);
        const work = fire(line, now, shown);
        // While time flows a slow target must not hold the clock; run forward, the instant waits for its answer.
        void clock.track(work);
      }
    },
  };

  function countBetween(line: Line, due: Millis): number {
    let count = 0;
    for (let at = line.next; at !== undefined && at < due; at = line.after(at)) count += 1;
    return count;
  }

  if (lines.length > 0) clock.join(room);
  return { figures: () => ({ fired, passedOver }) };
}
