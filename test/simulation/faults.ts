/** Lets go wrong what a profile says, until it is told to stop. */
import type { Access } from '../../adapters/memory-table.ts';
import { followUps } from '../../core/follow-ups/index.ts';
import { Contention } from '../../core/kernel/table.ts';
import { TaskError } from '../../local/machines/errors.ts';
import type { Dice } from './dice.ts';
import { executionArn, machineArn } from './machines-port.ts';
import type { Profile } from './profiles.ts';
import type { Town, TownOptions } from './town.ts';
import { type Visit, visiting } from './visit.ts';

const minute = 60_000;

/** A door may take so long; then Lambda ends it. */
const doorMillis = 55_000;

type Options = Required<
  Pick<TownOptions, 'hop' | 'deliveries' | 'arrivals' | 'carrier' | 'provider' | 'port' | 'around' | 'hooks'>
>;

export interface Faults {
  readonly options: Options;
  /** Begins to make trouble in a town that was opened with the options. */
  begin(town: Town): void;
  end(): void;
  /** What went wrong, by name. */
  readonly counted: Readonly<Record<string, number>>;
}

export function faultsOf(profile: Profile, luck: Dice): Faults {
  const counted: Record<string, number> = {};
  const begun = new WeakMap<Visit, number>();
  let town: Town | undefined;
  let sweeperSleepsUntil = 0;
  const happens = (name: string, probability: number): boolean => {
    if (town === undefined || probability === 0 || !luck.chance(probability)) return false;
    counted[name] = (counted[name] ?? 0) + 1;
    return true;
  };

  /** The end of a process; a wait is a call of Step Functions itself, which fails by a name instead. */
  const end = async (visit: Visit): Promise<void> => {
    if (visit.door === 'wait') throw new TaskError('DynamoDb.InternalServerErrorException', 'Try again.');
    await visit.die();
  };

  const linger = async (visit: Visit): Promise<void> => {
    if (town === undefined) return;
    const from = begun.get(visit) ?? town.clock.now();
    begun.set(visit, from);
    if (!happens('slow', profile.slow.chance)) return;
    await town.post.pass(luck.between(1, profile.slow.seconds * 1000));
    if (town !== undefined && town.clock.now() - from > doorMillis) await end(visit);
  };

  const access = async (when: 'before' | 'after', what: Access): Promise<void> => {
    const visit = visiting();
    if (visit === undefined || town === undefined) return;
    await linger(visit);
    if (happens(`crash ${when} ${what.does} in ${visit.door}`, profile.crash)) await end(visit);
    if (when === 'before' && what.does === 'write' && happens('contention', profile.contention)) throw new Contention();
  };

  const late = (): number =>
    happens('late event', profile.events.late) ? luck.between(1, profile.events.lateMinutes) * minute : 0;

  const daily = async (now: Town): Promise<void> => {
    for (;;) {
      await now.post.pass(luck.between(20, 28) * 60 * minute);
      if (town === undefined) return;
      if (happens('sweeper pause', profile.sweeperPause)) {
        sweeperSleepsUntil = now.clock.now() + luck.between(1, 12 * 60) * minute;
      }
      if (profile.aborts > 0) abortOne(now);
    }
  };

  const abortOne = (now: Town): void => {
    const running = followUps.flatMap(({ name: machine }) =>
      now.machines
        .listExecutions({ stateMachineArn: machineArn(machine), statusFilter: 'RUNNING', maxResults: 1000 })
        .executions.map(({ name }) => executionArn(machine, name)),
    );
    if (running.length > 0 && happens('aborted execution', profile.aborts))
      now.machines.stopExecution(luck.pick(running));
  };

  return {
    counted,
    options: {
      hop: () => (happens('lost event', profile.events.lost) ? undefined : 1000 + late()),
      deliveries: () => (happens('event twice', profile.events.twice) ? [late(), late() + 1] : [late()]),
      arrivals: () => (happens('notice twice', profile.events.twice) ? [late(), late() + 1] : [late()]),
      carrier: () => {
        const fared = happens('not delivered', profile.provider.undelivered) ? 'undelivered' : 'delivered';
        return { after: luck.between(1, 90) * 1000, fared };
      },
      async provider(_message, take) {
        const { refused, unanswered, lost, crash } = profile.provider;
        if (happens('provider refused', refused)) return 'refused';
        if (happens('provider did not answer', unanswered)) return 'taken-unanswered';
        if (happens('provider lost it', lost)) return 'lost';
        if (!happens('crash while sending', crash)) return 'taken';
        if (luck.chance(0.5)) take();
        return (await visiting()?.die()) ?? 'lost';
      },
      port: (machines) => ({
        ...machines,
        isAlive: async (followUp, name) =>
          (await machines.isAlive(followUp, name)) && !happens('falsely dead', profile.falselyDead),
      }),
      // A sweeper that sleeps is one whose process ends at once.
      around: (door, work) =>
        door === 'sweep' && town !== undefined && town.clock.now() < sweeperSleepsUntil
          ? Promise.reject(new Error('The sweeper sleeps.'))
          : work(),
      hooks: { before: (what) => access('before', what), after: (what) => access('after', what) },
    },
    begin(now) {
      town = now;
      if (profile.sweeperPause > 0 || profile.aborts > 0) now.post.send(0, () => daily(now));
    },
    end() {
      town = undefined;
    },
  };
}
