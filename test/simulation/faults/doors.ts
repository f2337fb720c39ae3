/** What goes wrong between a caller and a door: throttled, called twice, called when facts are about to move. */
import { TaskError } from '../../../local/machines/errors.ts';
import { fields, text } from '../laws/law.ts';
import type { TownOptions } from '../town.ts';
import type { DoorName } from '../visit.ts';
import type { Mischief } from './mischief.ts';

/** The run that a door is called about. */
interface About {
  readonly storeId: string;
  readonly subject: string;
}

const prefixes: Readonly<Record<string, string>> = { RO: 'ro', AP: 'ap', VH: 'vh', CV: 'cv' };

function aboutOf(door: DoorName, payload: unknown): About | undefined {
  const given = fields(payload);
  if (door === 'review' || door === 'act')
    return { storeId: text(given['storeId']), subject: text(given['followUpId']) };
  if (door !== 'wait') return undefined;
  const [, storeId = '', kind = '', id = ''] = text(fields(fields(given['Key'])['pk'])['S']).split('#');
  return { storeId, subject: `${prefixes[kind] ?? kind}-${id}` };
}

/** When the timer of a wait ends, by the write that begins it. */
const timerOf = (payload: unknown): number =>
  Date.parse(text(fields(fields(fields(payload)['ExpressionAttributeValues'])[':expectBy'])['S']));

/** Doors that somebody may call a second time by mistake. */
const repeatable: readonly DoorName[] = ['review', 'act', 'hear', 'sweep', 'publish', 'intake'];

/** Stands between callers and doors, and lets it go wrong. */
export function doorFaults(
  { profile, luck, town, poke, happens }: Mischief,
  sweeperSleeps: () => boolean,
): NonNullable<TownOptions['around']> {
  /** Somebody changes the facts within some seconds of this moment, or of the end of the timer that begins. */
  const meddle = (door: DoorName, payload: unknown): void => {
    const [now, about] = [town(), aboutOf(door, payload)];
    if (now === undefined || about === undefined) return;
    const { storeId, subject } = about;
    if (happens(`facts move around ${door}`, profile.meddling))
      now.post.send(luck.between(0, 4000), () => poke(storeId, subject));
    if (door !== 'wait' || !happens('facts move around the timer', profile.meddling)) return;
    const left = timerOf(payload) - now.clock.now();
    now.post.send(Math.max(0, left + luck.between(-3000, 4000)), () => poke(storeId, subject));
  };

  return async (door, work, payload) => {
    const now = town();
    if (now === undefined) return work();
    // A sweeper that sleeps is one whose process ends at once.
    if (door === 'sweep' && sweeperSleeps()) throw new Error('The sweeper sleeps.');
    meddle(door, payload);
    if (door !== 'wait' && happens('door throttled', profile.throttle))
      throw new TaskError('Lambda.TooManyRequestsException', 'Too many at once.');
    if (!repeatable.includes(door) || !happens(`${door} started twice`, profile.startedTwice)) return work();
    work().catch(() => undefined);
    await now.post.pass(luck.between(0, 20_000));
    return work();
  };
}
