/**
 * The part of a follow-up's README that is rendered: its states, its drawing, and two of its stories.
 * `npx node test/stories/chapters.ts` writes all of them; tests compare.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Drawn, drawMachine } from '../../core/kernel/machine.ts';
import { openPure } from './pure.ts';
import { played, type StageOf, type Story } from './stage.ts';

const begins = '<!-- timeline: rendered by test/stories/readme.ts -->';
const ends = '<!-- timeline ends -->';

/** A follow-up's README, and what is rendered into it. */
export interface Chapter {
  readonly followUp: Drawn & { readonly name: string };
  /** The stories it tells, by title, and how to play them. */
  readonly tells: readonly string[];
  readonly play: (title: string) => Promise<readonly string[]>;
}

/** Puts a chapter together: the stories of one stage, of which some are told. */
export const chapter = <On>(
  followUp: Chapter['followUp'],
  stories: readonly Story<On>[],
  stageOf: StageOf<On>,
  tells: readonly string[],
): Chapter => ({
  followUp,
  tells,
  async play(title) {
    const story = stories.find((each) => each.title === title);
    if (story === undefined) throw new Error(`There is no story "${title}".`);
    return (await played(story, openPure, stageOf)).told;
  },
});

const fileOf = ({ followUp }: Chapter): string =>
  resolve(import.meta.dirname, '../../core/follow-ups', followUp.name, 'README.md');

async function storyOf({ play }: Chapter, title: string): Promise<string> {
  const lines = await play(title);
  return [`### ${title.charAt(0).toUpperCase()}${title.slice(1)}`, '', '```', ...lines, '```'].join('\n');
}

/** What stands between the markers. */
async function timeline(of: Chapter): Promise<string> {
  const drawing = ['```mermaid', drawMachine(of.followUp).trimEnd(), '```'].join('\n');
  const told: string[] = [];
  for (const title of of.tells) told.push(await storyOf(of, title));
  return [drawing, ...told].join('\n\n');
}

/** The README as it stands, and as it would be rendered. */
export async function readme(of: Chapter): Promise<{ readonly committed: string; readonly rendered: string }> {
  const file = fileOf(of);
  const committed = readFileSync(file, 'utf8');
  const from = committed.indexOf(begins);
  const to = committed.indexOf(ends);
  if (from < 0 || to < from) throw new Error(`${file} lacks its markers.`);
  const head = committed.slice(0, from + begins.length);
  return { committed, rendered: `${head}\n\n${await timeline(of)}\n\n${committed.slice(to)}` };
}

/** Writes it as it would be rendered. */
export async function writeReadme(of: Chapter): Promise<void> {
  writeFileSync(fileOf(of), (await readme(of)).rendered);
}
