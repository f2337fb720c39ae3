import { describe, expect, test } from 'vitest';
import { followUps } from '../../core/follow-ups/index.ts';
import { renderMachine } from '../../core/kernel/machine.ts';
import { chapters } from './chapters.ts';
import { readme } from './readme.ts';

test('every follow-up has a README', () => {
  expect(chapters.map(({ followUp }) => followUp.name).toSorted()).toEqual(
    followUps.map(({ name }) => name).toSorted(),
  );
});

describe.each(chapters.map((each) => [each.followUp.name, each] as const))('the README of %s', (name, chapter) => {
  const followUp = followUps.find((each) => each.name === name);

  test('shows the timeline as it is; if not, run `npx node test/stories/chapters.ts`', async () => {
    const { committed, rendered } = await readme(chapter);
    expect(committed).toBe(rendered);
  });

  test('names every setting with its default', async () => {
    const { committed } = await readme(chapter);
    for (const { name: setting, default: value } of followUp?.playbook.fields ?? []) {
      const shown = Array.isArray(value) ? value.join(', ') : String(value);
      expect(committed).toContain(`| \`${setting}\` | ${shown} |`);
    }
  });

  test('explains every state', async () => {
    const { committed } = await readme(chapter);
    for (const state of Object.keys(renderMachine(chapter.followUp).States))
      expect(committed).toContain(`| ${state} |`);
  });
});
