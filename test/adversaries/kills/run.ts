/** One run: the demo's life on a cloud that is killed so many times, and what was found afterwards. */
import { join } from 'node:path';
import { plusDays, toEpochMillis } from '../../../core/kernel/time.ts';
import { on } from '../../../demo/month/calendar.ts';
import { firstDay, shops } from '../../../demo/month/plan.ts';
import { beginsAt, play } from '../../../demo/run.ts';
import { openFolders } from '../../local/process.ts';
import { clientsAt, readStacks } from '../../local/stacks.ts';
import { fatesOf, type Kind } from './fates.ts';
import { brokenHistories, doubledIn, lostIn, unknownIn, wrongIn } from './findings.ts';
import { openMortal } from './mortal.ts';

/** How much is played, and how it is killed. */
export interface KillPlan {
  readonly seed: number;
  readonly times: number;
  readonly days: number;
  /** Of each store; all of the demo's unless said. */
  readonly orders?: number;
  readonly visits?: number;
  readonly cars?: number;
}

/** What was found. Every list names what is wrong, and is empty when nothing is. */
export interface KillReport {
  readonly kills: number;
  readonly kinds: Readonly<Record<Kind, number>>;
  readonly requests: number;
  readonly accepted: number;
  readonly executions: number;
  /** Messages that a kill cut off from their answer: on record as unknown, never sent again. */
  readonly unknown: number;
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  readonly violations: readonly string[];
}

/** Plays and judges. Throws when the life cannot be lived to its end: a start that fails, a refusal out of place. */
export async function runKills(plan: KillPlan): Promise<KillReport> {
  const model = await readStacks();
  const { folder, begin, clear } = openFolders();
  try {
    const data = await folder(beginsAt);
    const end = on(plusDays(firstDay, plan.days), '00:00', shops[0]?.zone ?? 'UTC');
    const fates = fatesOf(plan.seed, plan.times, toEpochMillis(beginsAt), toEpochMillis(end));
    const mortal = await openMortal(begin, data, fates);
    const places = {
      awsUrl: mortal.awsUrl,
      region: model.region,
      tableName: model.tables[0]?.name ?? '',
      queueUrls: model.queues.map(({ url }) => url),
      logFolder: join(data, 'logs'),
    };
    const { figures, snapshot, verdict } = await play(plan, { ...mortal, places }, mortal.send);
    const { states } = clientsAt(mortal.awsUrl);
    const machineArns = model.machines.map(({ arn }) => arn);
    const count = (kind: Kind): number => mortal.deaths.get(kind) ?? 0;
    return {
      kills: [...mortal.deaths.values()].reduce((sum, times) => sum + times, 0),
      kinds: { advance: count('advance'), request: count('request'), start: count('start'), rest: count('rest') },
      requests: figures.requests,
      accepted: mortal.accepted.length,
      executions: snapshot.executions.length,
      unknown: unknownIn(snapshot).length,
      lost: lostIn(snapshot, mortal.accepted),
      doubled: doubledIn(snapshot),
      violations: [...wrongIn(snapshot, verdict.violations), ...(await brokenHistories(states, machineArns))],
    };
  } finally {
    await clear();
  }
}
