/** `npm run demo`: a month of two service departments on a cloud of its own, told and judged. */
import { parseArgs } from 'node:util';
import { promiseTable } from './figures.ts';
import { type DemoRun, runDemo } from './run.ts';

const help = `npm run demo [-- options]   plays 45 days of two service departments and judges them

  --json   prints one document: days, requests, events, followUps, promises, messages, violations
  --help   this text

  The exit code is 1 when a promise was dropped or something that must always hold does not.`;

function report({ figures, diaries, snapshot }: DemoRun): string {
  const { days, requests, events, promises, messages, violations } = figures;
  const wrong = violations.map(({ rule, where }) => `  ${rule}: ${where}`);
  return [
    ...diaries,
    promiseTable(snapshot),
    `${days} days, ${requests} requests, ${events} events; ${messages.sent} messages sent, ${messages.refused} refused.`,
    `Dropped handoffs: ${promises.dropped}. Violations: ${violations.length}.`,
    ...wrong,
  ].join('\n\n');
}

const { values } = parseArgs({ options: { json: { type: 'boolean' }, help: { type: 'boolean' } } });
if (values.help === true) console.log(help);
else {
  const run = await runDemo();
  console.log(values.json === true ? JSON.stringify(run.figures) : report(run));
  const { promises, violations } = run.figures;
  process.exitCode = promises.dropped === 0 && violations.length === 0 ? 0 : 1;
}
