import { describe, expect, test } from 'vitest';
import { partsEtaChapter } from '../../../test/stories/chapters.ts';
import { readme } from '../../../test/stories/readme.ts';
import { renderMachine } from '../../kernel/machine.ts';
import { partsEta } from './parts-eta.ts';
import { partsEtaPlaybook } from './settings.ts';

describe('the README', () => {
  test('shows the timeline as it is; if not, run `npx node test/stories/readme.ts`', async () => {
    const { committed, rendered } = await readme(partsEtaChapter);
    expect(committed).toBe(rendered);
  });

  test('names every setting with its default', async () => {
    const { committed } = await readme(partsEtaChapter);
    for (const { name, default: value } of partsEtaPlaybook.fields) {
      const shown = Array.isArray(value) ? value.join(', ') : String(value);
      expect(committed).toContain(`| \`${name}\` | ${shown} |`);
    }
  });

  test('explains every state', async () => {
    const { committed } = await readme(partsEtaChapter);
    for (const state of Object.keys(renderMachine(partsEta).States)) expect(committed).toContain(`| ${state} |`);
  });
});
