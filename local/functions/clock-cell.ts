/**
 * The virtual clock as seen from worker threads: a few bytes that all of them share, so that a clock that freezes,
 * jumps or flows again is seen at once and without a message.
 */
import type { Millis } from '../clock/clock.ts';

const FLOWING = 1;

/** The shared bytes: how the clock goes, and its instant (frozen) or its distance from real time (flowing). */
export function newClockCell(): SharedArrayBuffer {
  return new SharedArrayBuffer(16);
}

/** Writes the clock's movement; the `onInstant` of the clock. */
export function writeClockCell(
  cell: SharedArrayBuffer,
  realNow: () => number,
): (now: Millis, flowing: boolean) => void {
  const mode = new Int32Array(cell, 0, 1);
  const value = new BigInt64Array(cell, 8, 1);
  return (now, flowing) => {
    Atomics.store(value, 0, BigInt(Math.round(flowing ? now - realNow() : now)));
    Atomics.store(mode, 0, flowing ? FLOWING : 0);
  };
}

/** Reads the virtual instant. */
export function readClockCell(cell: SharedArrayBuffer, realNow: () => number): () => Millis {
  const mode = new Int32Array(cell, 0, 1);
  const value = new BigInt64Array(cell, 8, 1);
  return () => {
    const base = Number(Atomics.load(value, 0));
    return Atomics.load(mode, 0) === FLOWING ? realNow() + base : base;
  };
}
