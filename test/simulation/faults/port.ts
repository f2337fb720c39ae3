/** What goes wrong between the doors and the machines: throttled calls, tokens that come late, twice or from long ago. */
import type { Machines } from '../../../core/kernel/ports.ts';
import type { Mischief } from './mischief.ts';

/** Step Functions' answer to too many calls. */
function throttled(): Error {
  const error = new Error('Rate exceeded');
  error.name = 'ThrottlingException';
  return error;
}

/** Tokens that are remembered, to be sent again later. */
const mostTokens = 200;

/** The machines as doors see them, when things go wrong. */
export const portFaults =
  ({ profile, luck, town, happens }: Mischief) =>
  (machines: Machines): Machines => {
    const used: string[] = [];
    const orThrottled = async <Answer>(work: () => Promise<Answer>): Promise<Answer> => {
      if (happens('machines throttled', profile.busyMachines)) throw throttled();
      const answer = await work();
      if (happens('machines’ answer lost', profile.busyMachines)) throw throttled();
      return answer;
    };
    const succeed = async (token: string): Promise<void> => {
      const { late, twice, stale } = profile.tokens;
      if (used.length > 0 && happens('token of long ago', stale)) await machines.succeed(luck.pick(used));
      if (used.length < mostTokens) used.push(token);
      else used[luck.between(0, mostTokens - 1)] = token;
      const now = town();
      if (now !== undefined && happens('token late', late.chance)) {
        now.post.send(luck.between(1, late.minutes * 60_000), () => machines.succeed(token));
        return;
      }
      await machines.succeed(token);
      if (happens('token twice', twice)) await machines.succeed(token);
    };
    return {
      start: (followUp, name, input) => orThrottled(() => machines.start(followUp, name, input)),
      succeed: (token) => orThrottled(() => succeed(token)),
      isAlive: (followUp, name) =>
        orThrottled(
          async () => (await machines.isAlive(followUp, name)) && !happens('falsely dead', profile.falselyDead),
        ),
    };
  };
