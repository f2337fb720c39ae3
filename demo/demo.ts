/** `npm run demo`: four months of two stores on a cloud of their own, told and judged. */
import { parseArgs } from 'node:util';
import { promiseTable, refusalTable } from './figures.ts';
import { type DemoRun, runDemo } from './run.ts';

const help = `npm run demo [-- options]   plays 120 days of two stores, service and sales, and judges them

  --json   prints one document: days, requests, events, followUps, promises, messages, refusals, violations
  --help   this text

  The exit code is 1 when a promise was dropped or something that must always hold does not, 2 when it could not be
  played at all.`;

function report({ figures, diaries, snapshot }: DemoRun): string {
  const { days, requests, events, promises, messages, violations } = figures;
  const wrong = violations.map(({ rule, where }) => `  ${rule}: ${where}`);
  return [
    ...diaries,
    promiseTable(snapshot),
    refusalTable(figures),
    `${days} days, ${requests} requests, ${events} events; ${messages.sent} messages sent, ${messages.refused} refused.`,
    `Dropped handoffs: ${promises.dropped}. Violations: ${violations.length}.`,
    ...wrong,
  ].join('\n\n');
}

/** Reads the command line; undefined when it asks for something that is not there. */
function read(): { readonly json: boolean; readonly help: boolean } | undefined {
  const options = { json: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } } as const;
  try {
    return parseArgs({ options, allowPositionals: false }).values;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)} See npm run demo -- --help.`);
    return undefined;
  }
}

async function main(): Promise<number> {
  const asked = read();
  if (asked === undefined) return 2;
  if (asked.help) {
    console.log(help);
    return 0;
  }
  const run = await runDemo();
  console.log(asked.json ? JSON.stringify(run.figures) : report(run));
  const { promises, violations } = run.figures;
  return promises.dropped === 0 && violations.length === 0 ? 0 : 1;
}

/** Errors whose message is a sentence for the person who typed the command; anything else is shown with its stack. */
const told = ['SynthFailed', 'TemplateError', 'EngineMissing', 'EngineEnded', 'PortTaken', 'Refused'];

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error && told.includes(error.name) ? error.message : error);
  process.exitCode = 2;
}
