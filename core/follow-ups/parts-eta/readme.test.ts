import { describe, expect, test } from 'vitest';
import { readme } from '../../../test/stories/readme.ts';
import { renderMachine } from '../../kernel/machine.ts';
import { partsEta } from './parts-eta.ts';
import { settings } from './settings.ts';

describe('the README', () => {
  test('shows the timeline as it is; if not, run `npx node test/stories/readme.ts`', async () => {
    const { committed, rendered } = await readme();
    expect(committed).toBe(rendered);
  });

  test('names every setting with its default', async () => {
    const { committed } = await readme();
    for (const [name, value] of Object.entries(settings)) {
      const shown = typeof value === 'number' ? String(value) : value.join(', ');
      expect(committed).toContain(`| \`${name}\` | ${shown} |`);
    }
  });

  test('explains every state', async () => {
    const { committed } = await readme();
    for (const state of Object.keys(renderMachine(partsEta).States)) expect(committed).toContain(`| ${state} |`);
  });
});
