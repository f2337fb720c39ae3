/** The register of templates is whole, and every text in it can go out. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import * as z from 'zod';
import { liquid } from '../../adapters/liquid.ts';
import { writtenPhone } from '../kernel/phone.ts';
import { parseInstant } from '../kernel/time.ts';
import { createStore, storeSettingsOf } from '../stores/index.ts';
import { reviewText } from '../templates/review.ts';
import { smsSize } from '../templates/sms-size.ts';
import { templates } from './templates.ts';

const core = join(import.meta.dirname, '..');

// The longest name that a store may have: a text must fit beside it.
const store = createStore(
  'S01',
  z.object(storeSettingsOf(writtenPhone)).parse({
    name: 'E'.repeat(120),
    timeZone: 'America/Chicago',
    address: { city: 'Springfield', state: 'IL', postalCode: '62701', country: 'US' },
    hours: {},
  }),
  {
    now: parseInstant('2026-03-10T14:30:00Z'),
    newId: () => 'id',
    actor: { kind: 'system', id: 'test' },
    cause: 'test',
  },
).state;

const isTemplate = (value: unknown): value is { readonly name: string } =>
  typeof value === 'object' && value !== null && 'texts' in value && 'category' in value;

describe('the register', () => {
  it('knows every template of a file called templates.ts', async () => {
    const files = readdirSync(core, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('/templates.ts'),
    );
    const found: string[] = [];
    for (const file of files) {
      const module: Record<string, unknown> = await import(join(core, file));
      found.push(...Object.values(module).flatMap((each) => (isTemplate(each) ? [each.name] : [])));
    }
    expect(found.length).toBeGreaterThan(0);
    expect(templates.map(({ name }) => name).toSorted()).toEqual(found.toSorted());
  });

  it('has each name once, as routes spell it', () => {
    const names = templates.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z0-9-]{1,60}$/);
  });
});

describe('a built-in text', () => {
  const texts = templates.flatMap((template) =>
    Object.entries(template.texts).map(([language, text]) => [template.name, language, template, text] as const),
  );

  test.each(texts)('%s in %s can be said, whatever its data', (_, language, template, text) => {
    expect(template.data.safeParse(template.example).error).toBeUndefined();
    expect(reviewText(template, { language, ...text }, store, liquid)).toEqual([]);
  });

  test.each(templates.map((template) => [template.name, template] as const))(
    '%s in English keeps to the small alphabet of phones',
    (_, { texts: { en } }) => {
      expect(smsSize(en.text.replace(/\{[{%].*?[%}]\}/gs, '')).alphabet).toBe('GSM-7');
    },
  );
});
