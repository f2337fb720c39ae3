/** Review: a machine asks what its run does next. */
import { systemNow } from '../adapters/clock.ts';
import { newId } from '../adapters/ids.ts';
import { openTable } from '../adapters/table.ts';
import { keys, runOf } from '../core/follow-ups/asked.ts';
import { followUps } from '../core/follow-ups/index.ts';
import { type Reviewed, type ReviewPorts, review } from '../core/run/index.ts';
import { door } from './house.ts';

/** The door without Lambda. */
export const buildReview =
  (ports: Omit<ReviewPorts, 'moment'> & { readonly newId: () => string }) =>
  async (event: unknown): Promise<Reviewed> => {
    const asked = keys.parse(event);
    const { followUp, run, moment } = runOf(followUps, asked, ports.newId);
    return review(followUp, run, asked.generation, { ...ports, moment });
  };

const open = () => buildReview({ table: openTable(process.env), now: systemNow, newId });

let reviewing: ReturnType<typeof open> | undefined;

/** The Lambda. */
export const handler = door((event: unknown) => {
  reviewing ??= open();
  return reviewing(event);
});
