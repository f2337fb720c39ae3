/** What goes wrong now and then: a sweeper that sleeps, executions that end or are driven again, and releases. */
import { followUps } from '../../../core/follow-ups/index.ts';
import { fields, text } from '../laws/law.ts';
import { executionArn, machineArn } from '../machines-port.ts';
import type { Town } from '../town.ts';
import type { Mischief } from './mischief.ts';

const minute = 60_000;

const running = ({ machines }: Town): readonly string[] =>
  followUps.flatMap(({ name: machine }) =>
    machines
      .listExecutions({ stateMachineArn: machineArn(machine), statusFilter: 'RUNNING', maxResults: 1000 })
      .executions.map(({ name }) => executionArn(machine, name)),
  );

/** Seconds after which executions of the release before end by themselves. */
const lifeSeconds = 6 * 60 * 60;

/** A machine of the release before: it knows one state less, and its executions do not live long. */
function before(definition: unknown, pick: (labels: readonly string[]) => string): unknown {
  const { States: states, ...machine } = fields(definition);
  const { 'What next?': choice, ...others } = fields(states);
  const choices = fields(choice)['Choices'];
  const known = Array.isArray(choices) ? choices : [];
  const missing = pick(known.map((each) => text(fields(each)['Next'])));
  const { [missing]: _gone, ...kept } = others;
  const left = known.filter((each) => fields(each)['Next'] !== missing);
  return {
    ...machine,
    TimeoutSeconds: lifeSeconds,
    States: { ...kept, 'What next?': { ...fields(choice), Choices: left } },
  };
}

/** Trouble that comes by the day. */
export function dailyFaults({ profile, luck, town, happens }: Mischief) {
  let sleepsUntil = 0;
  const { sweeperPause, aborts, redrives, deploys } = profile.daily;

  const abortOne = (now: Town): void => {
    const executions = running(now);
    if (executions.length === 0 || !happens('aborted execution', aborts)) return;
    const arn = luck.pick(executions);
    now.machines.stopExecution(arn);
    if (!happens('redriven execution', redrives)) return;
    now.post.send(luck.between(1, 6 * 60) * minute, async () => void now.machines.redriveExecution(arn));
  };

  /** Executions that begin in the minutes before a release go on with the machine that was there before it. */
  const deploy = async (now: Town): Promise<void> => {
    if (!happens('release', deploys)) return;
    now.release((definition) => before(definition, luck.pick));
    await now.post.pass(luck.between(2, 25) * minute);
    now.release();
  };

  const live = async (now: Town): Promise<void> => {
    for (;;) {
      await now.post.pass(luck.between(20, 28) * 60 * minute);
      if (town() === undefined) return;
      if (happens('sweeper pause', sweeperPause))
        sleepsUntil = now.clock.now() + luck.between(1, profile.sweeperPauseHours * 60) * minute;
      abortOne(now);
      await deploy(now);
    }
  };

  return {
    sweeperSleeps: (): boolean => (town()?.clock.now() ?? sleepsUntil) < sleepsUntil,
    begin(now: Town): void {
      if (sweeperPause + aborts + deploys > 0) now.post.send(0, () => live(now));
    },
  };
}
