/** Plays seeds on all cores. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Played, Turn } from './player.ts';

/** Plays the turns, in no order that matters, and tells of each as it ends. */
export async function playAll(turns: readonly Turn[], told: (played: Played) => void): Promise<void> {
  const left = turns.values();
  const one = (): Promise<void> =>
    new Promise((resolve, reject) => {
      // The doors report what fails; here that is what faults are for.
      const env = { ...process.env, POWERTOOLS_LOG_LEVEL: 'SILENT' };
      const player = new Worker(new URL('./player.ts', import.meta.url), { env });
      const next = (): void => {
        const { done, value } = left.next();
        if (done === true) void player.terminate().then(() => resolve());
        else player.postMessage(value);
      };
      player.on('error', reject);
      player.on('message', (played: Played) => {
        told(played);
        next();
      });
      next();
    });
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), turns.length) }, one));
}
