/**
 * The clock itself: flowing with real time plus an offset, or frozen while it is run forward.
 * One timer at most is set, whatever number of things wait.
 */
import type { Store } from '../store/store.ts';
import type { Clock, Millis, Timed } from './clock.ts';
import { keepOffset } from './kept-offset.ts';
import { countWork } from './work.ts';

/** A real timer, an argument so that tests can hold it. */
export type SetTimer = (run: () => void, afterMillis: number) => { cancel(): void };

export interface ClockOptions {
  /** Real milliseconds since the epoch. */
  readonly realNow: () => number;
  /** Keeps the offset, so that a restart goes on from the virtual now. */
  readonly store?: Store;
  /** The first instant of a clock that has no kept offset; real time when absent. */
  readonly startAt?: Millis;
  /** Never flows: the instant only changes by `advanceTo`, due work is only played by `advanceTo` and `quiet`. */
  readonly manual?: boolean;
  /** Told whenever the clock jumps, freezes or flows again, before anything is played at that instant. */
  readonly onInstant?: (now: Millis, flowing: boolean) => void;
  /** Told when a room fails while the clock flows; without it the failure is thrown where nobody catches it. */
  readonly onTrouble?: (error: unknown) => void;
  readonly setTimer?: SetTimer;
  /** Rounds at one instant after which a cascade counts as endless. */
  readonly mostRounds?: number;
}

/** Node's timers hold at most 24.8 days; and a laptop that slept is noticed within this time. */
const LONGEST_TIMER: Millis = 60 * 60 * 1000;
const MOST_ROUNDS = 100_000;

const realTimer: SetTimer = (run, afterMillis) => {
  const timer = setTimeout(run, afterMillis);
  timer.unref();
  return { cancel: () => clearTimeout(timer) };
};

/** A turn of the event loop: whatever a settled promise set off in this process has begun by then, and messages came in. */
const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Opens the clock. It looks for due work as soon as a room joins. */
export function openClock(options: ClockOptions): Clock {
  const { realNow, onInstant, setTimer = realTimer, mostRounds = MOST_ROUNDS } = options;
  const manual = options.manual ?? false;
  const kept = manual
    ? keepOffset(options.store, () => 0, options.startAt ?? realNow())
    : keepOffset(options.store, realNow, options.startAt);
  const rooms: Timed[] = [];
  const work = countWork();
  let latest: Millis = kept.now();
  let frozenAt: Millis | undefined = manual ? latest : undefined;
  let timer: { cancel(): void } | undefined;
  let lookPlanned = false;
  let stopped = false;
  let chain: Promise<void> = Promise.resolve();

  const now = (): Millis => {
    if (frozenAt !== undefined) return frozenAt;
    // Real clocks are set back now and then; the virtual one never goes back.
    latest = Math.max(latest, kept.now());
    return latest;
  };

  const dueRooms = (upTo: Millis): Timed[] =>
    rooms
      .flatMap((room, place) => {
        const due = room.nextDue();
        return due !== undefined && due <= upTo ? [{ room, due, place }] : [];
      })
      .sort((a, b) => a.due - b.due || a.place - b.place)
      .map(({ room }) => room);

  /** Plays until no room has anything due now and no work is under way. */
  async function settle(): Promise<void> {
    let round = 0;
    for (let instant = now(); !stopped; ) {
      const due = dueRooms(now());
      for (const room of due) await room.playDue(now());
      if (due.length > 0) {
        round = instant === now() ? round + 1 : 1;
        instant = now();
        if (round > mostRounds) throw endless(due, now());
        continue;
      }
      if (work.underWay() > 0) {
        await work.settledOrWoken();
        continue;
      }
      await nextTurn();
      if (work.underWay() === 0 && dueRooms(now()).length === 0) return;
    }
  }

  /** One thing at a time: looks, quiets and advances queue up, so that a room is never asked to play twice at once. */
  function inTurn(task: () => Promise<void>): Promise<void> {
    const mine = chain.then(task);
    chain = mine.catch(() => undefined);
    return mine;
  }

  /** While flowing: plays what is due without waiting for what it sets off, then sets the timer. */
  async function look(): Promise<void> {
    lookPlanned = false;
    for (let round = 0; !stopped && frozenAt === undefined; round += 1) {
      const due = dueRooms(now());
      if (due.length === 0) break;
      if (round > mostRounds) throw endless(due, now());
      for (const room of due) await room.playDue(now());
      kept.seen(now());
      await nextTurn();
    }
    arm();
  }

  function arm(): void {
    timer?.cancel();
    timer = undefined;
    if (stopped || frozenAt !== undefined) return;
    const next = earliest(rooms);
    const wait = next === undefined ? LONGEST_TIMER : next - now();
    timer = setTimer(planLook, Math.min(Math.max(wait, 0), LONGEST_TIMER));
  }

  function planLook(): void {
    if (lookPlanned || stopped) return;
    lookPlanned = true;
    inTurn(look).catch((error: unknown) => {
      if (options.onTrouble) options.onTrouble(error);
      else
        queueMicrotask(() => {
          throw error;
        });
    });
  }

  function jump(to: Millis): void {
    frozenAt = to;
    kept.jumpedTo(to);
    onInstant?.(to, false);
  }

  function flowOn(): void {
    if (manual || stopped || frozenAt === undefined) return;
    latest = frozenAt;
    kept.jumpedTo(frozenAt);
    frozenAt = undefined;
    onInstant?.(now(), true);
    planLook();
  }

  async function runTo(target: Millis): Promise<void> {
    const from = now();
    if (!Number.isSafeInteger(target)) throw new RangeError('The instant to advance to must be whole milliseconds');
    if (target < from) {
      throw new RangeError(`The clock shows ${show(from)} and cannot go back to ${show(target)}`);
    }
    timer?.cancel();
    jump(from);
    try {
      await settle();
      for (let next = earliest(rooms); next !== undefined && next <= target && !stopped; next = earliest(rooms)) {
        jump(Math.max(next, now()));
        await settle();
      }
      if (stopped) return;
      jump(target);
      await settle();
    } finally {
      flowOn();
    }
  }

  function changed(): void {
    work.wake();
    if (frozenAt === undefined) planLook();
  }

  onInstant?.(now(), !manual);
  return {
    now,
    join(room) {
      rooms.push(room);
      changed();
    },
    changed,
    track: (promise) => work.track(promise),
    quiet: () => inTurn(settle),
    advanceTo: (instant) => inTurn(() => runTo(instant)),
    async stop() {
      stopped = true;
      timer?.cancel();
      work.wake();
      await chain;
      kept.jumpedTo(now());
    },
  };
}

function earliest(rooms: readonly Timed[]): Millis | undefined {
  let first: Millis | undefined;
  for (const room of rooms) {
    const due = room.nextDue();
    if (due !== undefined && (first === undefined || due < first)) first = due;
  }
  return first;
}

function endless(due: readonly Timed[], at: Millis): Error {
  const names = due.map((room) => `"${room.name}"`).join(', ');
  return new Error(`At ${show(at)} the room ${names} always has something more due: the cascade does not end`);
}

const show = (instant: Millis): string => new Date(instant).toISOString();
