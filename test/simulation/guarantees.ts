/** Writes the laws into `docs/guarantees.md`, so that the page says what is asked and nothing else. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Listed, laws } from './laws/register.ts';

const page = join(resolve(import.meta.dirname, '../..'), 'docs', 'guarantees.md');
const begins = '<!-- laws: rendered by test/simulation/guarantees.ts -->\n';
const ends = '<!-- end -->\n';

const asked: Readonly<Record<Listed['when'], string>> = {
  commit: 'After every commit',
  call: 'At every call of a provider',
  answer: 'At every answer that a machine gets',
  start: 'At every start of an execution',
  end: 'When everything has come to rest',
  replay: 'After the whole log was told again, in another order',
};

const lineOf = ({ name, says, invariants }: Listed): string => `| ${name} | ${says} | ${invariants.join(', ')} |`;

/** The laws as tables, by when they are asked. */
export function renderLaws(): string {
  const sections = Object.entries(asked).map(([when, title]) => {
    const lines = laws.filter((law) => law.when === when).map(lineOf);
    return `**${title}**\n\n| law | says | of the design’s invariants |\n|---|---|---|\n${lines.join('\n')}\n`;
  });
  return `\n${sections.join('\n')}\n`;
}

/** The page as it stands, and as it should be. */
export function guarantees(): { readonly is: string; readonly should: string } {
  const is = readFileSync(page, 'utf8');
  const [head = '', rest = ''] = is.split(begins);
  const tail = rest.slice(rest.indexOf(ends));
  return { is, should: `${head}${begins}${renderLaws()}${tail}` };
}

if (import.meta.main) writeFileSync(page, guarantees().should);
