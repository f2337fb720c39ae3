import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as z from 'zod';
import { followUps } from '../core/follow-ups/index.ts';
import { type EventDefinition, envelope } from '../core/kernel/event.ts';
import { drawMachine, renderMachine } from '../core/kernel/machine.ts';
import type { Query } from '../core/kernel/table.ts';
import { routes } from '../core/routes.ts';
import { contractDocument } from '../lib/openapi/contract.ts';

const root = resolve(import.meta.dirname, '..');
const home = join(root, 'contracts');

/** A file of `contracts/`, by its path there. */
type Rendered = ReadonlyMap<string, string>;

/** How the files differ from what the code says. */
export interface Drift {
  readonly file: string;
  readonly how: 'missing' | 'different' | 'left over';
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

interface AskedQuestion {
  readonly asks: string;
  readonly example: readonly unknown[];
  readonly query: (...args: readonly unknown[]) => Query;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const isQuestion = (value: unknown): value is AskedQuestion =>
  isRecord(value) && typeof value['asks'] === 'string' && typeof value['query'] === 'function';

const isEvent = (value: unknown): value is EventDefinition =>
  isRecord(value) &&
  typeof value['type'] === 'string' &&
  typeof value['means'] === 'string' &&
  value['data'] instanceof z.ZodObject;

/** Everything that the files of this name export, folder by folder of core; so a new noun needs no register line. */
async function exportsOf(name: string): Promise<ReadonlyMap<string, unknown>> {
  const found = new Map<string, unknown>();
  const files = readdirSync(join(root, 'core'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(`/${name}`))
    .sort();
  for (const file of files) {
    const module: unknown = await import(pathToFileURL(join(root, 'core', file)).href);
    if (!isRecord(module)) continue;
    // Not every runner lists a module's exports in the same order.
    for (const key of Object.keys(module).sort()) found.set(`${dirname(file)}: ${key}`, module[key]);
  }
  return found;
}

const isNoun = (value: unknown): value is { readonly name: string; readonly schema: z.ZodType } =>
  isRecord(value) && typeof value['name'] === 'string' && value['schema'] instanceof z.ZodType && 'create' in value;

/** The schemas of the nouns by their names in the contract: `repair-order` is `RepairOrder`. */
async function nouns(): Promise<Readonly<Record<string, z.ZodType>>> {
  const found = [...(await exportsOf('index.ts')).values()].filter(isNoun);
  const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
  return Object.fromEntries(found.map(({ name, schema }) => [name.split('-').map(capital).join(''), schema]));
}

function eventSchema(event: EventDefinition) {
  const whole = envelope.extend({ type: z.literal(event.type), schema: z.literal(event.schema), data: event.data });
  const { $schema, ...schema } = z.toJSONSchema(whole, { io: 'input', unrepresentable: 'any' });
  return { $schema, title: event.type, description: event.means, ...schema, examples: [{ data: event.example }] };
}

const sortKeyOf = ({ beginsWith, from, upTo }: Query): string => {
  if (beginsWith !== undefined) return `begins with \`${beginsWith}\``;
  const ends = [from === undefined ? '' : `from \`${from}\``, upTo === undefined ? '' : `up to \`${upTo}\``].filter(
    Boolean,
  );
  return ends.length === 0 ? 'all' : ends.join(' ');
};

function keyLine(name: string, question: AskedQuestion): string {
  const query = question.query(...question.example);
  const cells = [
    question.asks,
    `\`${name.split(': ')[1]}\``,
    query.index ?? 'table',
    `\`${query.pk}\``,
    sortKeyOf(query),
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

async function keys(): Promise<string> {
  const lines: string[] = [
    '# Access patterns',
    '',
    'Every question that is asked of the table, with an example of its answer’s place.',
  ];
  const questions = [...(await exportsOf('keys.ts'))].filter((entry): entry is [string, AskedQuestion] =>
    isQuestion(entry[1]),
  );
  for (const noun of new Set(questions.map(([name]) => name.split(': ')[0]))) {
    lines.push('', `## ${noun}`, '', '| question | name | index | partition | sort key |', '|---|---|---|---|---|');
    for (const [name, question] of questions) if (name.startsWith(`${noun}: `)) lines.push(keyLine(name, question));
  }
  return `${lines.join('\n')}\n`;
}

/** Every contract, rendered from the code. */
export async function contracts(): Promise<Rendered> {
  const files = new Map<string, string>();
  files.set('openapi.json', json(contractDocument(routes, await nouns())));
  files.set('keys.md', await keys());
  const events = [...(await exportsOf('events.ts')).values()].filter(isEvent);
  for (const event of events) files.set(`events/${event.type}.json`, json(eventSchema(event)));
  for (const followUp of followUps) {
    files.set(`machines/${followUp.name}.asl.json`, json(renderMachine(followUp)));
    files.set(`machines/${followUp.name}.mmd`, drawMachine(followUp));
  }
  return files;
}

const committed = (): readonly string[] =>
  readdirSync(home, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(home, join(entry.parentPath, entry.name)));

/** Where the committed files and the code disagree. */
export async function drift(): Promise<readonly Drift[]> {
  const rendered = await contracts();
  const there = new Set(committed());
  const wrong: Drift[] = [];
  for (const [file, text] of rendered) {
    if (!there.has(file)) wrong.push({ file, how: 'missing' });
    else if (readFileSync(join(home, file), 'utf8') !== text) wrong.push({ file, how: 'different' });
  }
  for (const file of there) if (!rendered.has(file)) wrong.push({ file, how: 'left over' });
  return wrong;
}

if (import.meta.main) {
  if (process.argv.includes('--check')) {
    const wrong = await drift();
    for (const { file, how } of wrong)
      console.error(`contracts/${file}: ${how}; run \`npm run contracts\` and look at the change`);
    process.exit(wrong.length === 0 ? 0 : 1);
  }
  const rendered = await contracts();
  rmSync(home, { recursive: true, force: true });
  for (const [file, text] of rendered) {
    mkdirSync(dirname(join(home, file)), { recursive: true });
    writeFileSync(join(home, file), text);
  }
  console.log(`${rendered.size} contracts in contracts/`);
}
