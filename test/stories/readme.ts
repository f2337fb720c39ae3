/**
 * The part of a follow-up's README that is rendered: its states, its drawing, and two of its stories.
 * `npx node test/stories/readme.ts` writes it; a test compares.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { partsEta } from '../../core/follow-ups/parts-eta/parts-eta.ts';
import { drawMachine } from '../../core/kernel/machine.ts';
import { partsEtaStories } from './parts-eta/index.ts';
import { openPure } from './pure.ts';
import { played, type Story } from './stage.ts';

const file = resolve(import.meta.dirname, '../../core/follow-ups/parts-eta/README.md');

const begins = '<!-- timeline: rendered by test/stories/readme.ts -->';
const ends = '<!-- timeline ends -->';

/** The stories that the README tells, by their titles. */
const told = ['on time: named, told, here, booked, built in', 'a booked visit is hit by a later day'];

async function story(of: Story): Promise<string> {
  const { told: lines } = await played(of, openPure);
  return [`### ${of.title.charAt(0).toUpperCase()}${of.title.slice(1)}`, '', '```', ...lines, '```'].join('\n');
}

/** What stands between the markers. */
async function timeline(): Promise<string> {
  const stories = told.map((title) => {
    const found = partsEtaStories.find((each) => each.title === title);
    if (found === undefined) throw new Error(`There is no story "${title}".`);
    return story(found);
  });
  const drawing = ['```mermaid', drawMachine(partsEta).trimEnd(), '```'].join('\n');
  return [drawing, ...(await Promise.all(stories))].join('\n\n');
}

/** The README as it stands, and as it would be rendered. */
export async function readme(): Promise<{ readonly committed: string; readonly rendered: string }> {
  const committed = readFileSync(file, 'utf8');
  const from = committed.indexOf(begins);
  const to = committed.indexOf(ends);
  if (from < 0 || to < from) throw new Error(`${file} lacks its markers.`);
  const head = committed.slice(0, from + begins.length);
  return { committed, rendered: `${head}\n\n${await timeline()}\n\n${committed.slice(to)}` };
}

if (import.meta.main) writeFileSync(file, (await readme()).rendered);
