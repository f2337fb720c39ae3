/** `npm run kills`: the local cloud is killed with -9 again and again while the demo is lived on it; then it is judged. */
import { parseArgs } from 'node:util';
import { type KillReport, runKills } from './kills/run.ts';

const help = `npm run kills [-- options]   kills the local cloud with -9 while two stores live on it, and judges what is left

  --times N   how often it is killed (25)
  --seed S    what the moments are drawn from (1)
  --days D    how many days are lived (10)
  --json      prints one document: kills, lost, doubled, violations, and what was played
  --help      this text

  The exit code is 1 when something was lost, doubled or violated, 2 when it could not be played at all.`;

const wrong = ({ lost, doubled, violations }: KillReport): readonly string[] => [
  ...lost.map((line) => `lost: ${line}`),
  ...doubled.map((line) => `doubled: ${line}`),
  ...violations.map((line) => `violated: ${line}`),
];

function words(report: KillReport): string {
  const { kills, kinds, requests, executions, unknown, lost, doubled, violations } = report;
  return [
    `${kills} kills: ${kinds.advance} while the clock ran, ${kinds.request} in a request, ${kinds.start} in a start, ${kinds.rest} at any moment.`,
    `${requests} requests, ${executions} executions; ${unknown} messages on record as unknown.`,
    `Lost: ${lost.length}. Doubled: ${doubled.length}. Violations: ${violations.length}.`,
    ...wrong(report),
  ].join('\n');
}

/** A whole number of at least one; throws a sentence otherwise. */
function countOf(text: string, flag: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) throw new Error(`${flag} takes a whole number above 0, not "${text}".`);
  return count;
}

async function main(): Promise<number> {
  const options = {
    times: { type: 'string', default: '25' },
    seed: { type: 'string', default: '1' },
    days: { type: 'string', default: '10' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  } as const;
  const { values } = parseArgs({ options, allowPositionals: false });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const [times, days] = [countOf(values.times, '--times'), countOf(values.days, '--days')];
  const report = await runKills({ seed: countOf(values.seed, '--seed'), times, days });
  const { lost, doubled, ...rest } = report;
  const counted = { ...rest, lost: lost.length, doubled: doubled.length, found: wrong(report) };
  console.log(values.json ? JSON.stringify(counted) : words(report));
  return wrong(report).length === 0 && report.kills === times ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
