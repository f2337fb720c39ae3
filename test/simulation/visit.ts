/** Who is at work: the door that the running code belongs to, and a way to let it die as a process dies. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { TaskError } from '../../local/machines/errors.ts';

/** The doors of follow-ups, those to the bus and from outside, the staff's, and the write that a machine makes when it waits. */
export type DoorName = 'review' | 'act' | 'hear' | 'sweep' | 'publish' | 'intake' | 'staff' | 'wait';

/** One call of a door. */
export interface Visit {
  readonly door: DoorName;
  /** What it was called with. */
  readonly payload: unknown;
  /** The process ends here: who called learns of it by this name, and nothing after this line happens any more. */
  die(errorName?: string): Promise<never>;
}

const visits = new AsyncLocalStorage<Visit>();

/** The call that this code runs in; undefined outside of doors. */
export const visiting = (): Visit | undefined => visits.getStore();

/** Code that belongs to nobody's call, although it is set off inside one. */
export const outside = <Answer>(work: () => Answer): Answer => visits.exit(work);

/** Calls a door. Rejects with Lambda's name for a process that ended when the visit dies. */
export async function visit<Answer>(door: DoorName, payload: unknown, work: () => Promise<Answer>): Promise<Answer> {
  let kill: (reason: Error) => void = () => {};
  const killed = new Promise<never>((_, reject) => {
    kill = reject;
  });
  const here: Visit = {
    door,
    payload,
    die(errorName = 'Lambda.Unknown') {
      kill(new TaskError(errorName, 'The process ended.'));
      return new Promise(() => {});
    },
  };
  return visits.run(here, () => Promise.race([work(), killed]));
}
