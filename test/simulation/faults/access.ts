/** What goes wrong where a door reads and writes: crashes, time that passes, others in the way, answers that are lost. */
import type { Access } from '../../../adapters/memory-table.ts';
import { ConditionFailed, Contention, type Write } from '../../../core/kernel/table.ts';
import { TaskError } from '../../../local/machines/errors.ts';
import type { Hooks } from '../hooked-table.ts';
import { type Visit, visiting } from '../visit.ts';
import type { Mischief } from './mischief.ts';

/** A door may take so long; then Lambda ends it. */
const doorMillis = 55_000;

/** The end of a process; a wait is a call of Step Functions itself, which fails by a name instead. */
async function end(visit: Visit, errorName?: string): Promise<void> {
  if (visit.door === 'wait') throw new TaskError('DynamoDb.InternalServerErrorException', 'Try again.');
  await visit.die(errorName);
}

/** A write that cannot be carried out twice: whoever repeats it meets their own first try. */
function isOnce([write, ...others]: readonly Write[]): boolean {
  if (write === undefined || others.length > 0) return false;
  const { absent, equals, lacks } = write.when ?? {};
  return absent === true || equals?.['version'] !== undefined || (lacks ?? []).includes('publishedAt');
}

const refusal = ({ door }: Visit, name: string): Error =>
  door === 'wait' ? new TaskError(`DynamoDb.${name}`, 'Try again.') : new Contention();

/** Hooks of the table that let it go wrong. */
export function accessFaults({ profile, luck, town, happens }: Mischief): Hooks {
  const begun = new WeakMap<Visit, number>();

  const linger = async (visit: Visit): Promise<void> => {
    const now = town();
    if (now === undefined) return;
    const from = begun.get(visit) ?? now.clock.now();
    begun.set(visit, from);
    if (!happens('slow', profile.slow.chance)) return;
    await now.post.pass(luck.between(1, profile.slow.seconds * 1000));
    if (town() !== undefined && now.clock.now() - from > doorMillis) await end(visit, 'Sandbox.Timedout');
  };

  const crash = async (visit: Visit, when: 'before' | 'after', { does }: Access): Promise<void> => {
    if (happens(`crash ${when} ${does} in ${visit.door}`, profile.crash)) await end(visit);
  };

  return {
    async before(access) {
      const visit = visiting();
      if (visit === undefined || town() === undefined) return;
      await linger(visit);
      await crash(visit, 'before', access);
      if (happens('throttled', profile.throttle)) throw refusal(visit, 'ThrottlingException');
      if (access.does === 'write' && happens('contention', profile.contention))
        throw refusal(visit, 'TransactionConflictException');
    },
    async after(access) {
      const visit = visiting();
      if (visit === undefined || town() === undefined) return;
      await linger(visit);
      await crash(visit, 'after', access);
      if (access.does === 'write' && isOnce(access.writes) && happens('met its own write', profile.metItself))
        throw new ConditionFailed([0]);
    },
  };
}
