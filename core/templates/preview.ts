/** A text tried before it goes out: as an SMS with its size, and as a mail. */
import * as z from 'zod';
import { type Render, TemplateFault } from '../kernel/ports.ts';
import { Problem } from '../kernel/problem.ts';
import type { Store } from '../stores/index.ts';
import { inWords, type Letter } from './letter.ts';
import { smsSize } from './sms-size.ts';
import type { Template } from './template.ts';
import type { Wording } from './wording.ts';

/** What a preview answers. */
export const preview = z.object({
  title: z.string(),
  sms: z.object({
    text: z.string(),
    characters: z.int(),
    /** `UCS-2` costs more: one letter outside the alphabet of phones, such as `á`, is enough. */
    alphabet: z.enum(['GSM-7', 'UCS-2']),
    /** How many SMS a carrier bills. */
    parts: z.int(),
  }),
  mail: z.string(),
});

/** Stands for the link that the act door makes. */
const optOutLink = 'https://example.com/links/opt-out';

/** The example with these fields in the place of its own. Throws 422 that names the field. */
function dataOf({ data, example }: Template, given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const whole = { ...example, ...given };
  const checked = data.safeParse(whole);
  if (checked.success) return whole;
  const fields = checked.error.issues.map(({ path, message }) => ({
    field: ['data', ...path.map(String)].join('.'),
    fix: message,
  }));
  throw new Problem('invalid-input', 'The data does not fit the template: see its fields.', fields);
}

/** Renders a wording both ways. Throws 422 with what to mend. */
export function previewOf(
  template: Template,
  wording: Wording,
  given: Readonly<Record<string, unknown>>,
  store: Store,
  render: Render,
): z.input<typeof preview> {
  const data = dataOf(template, given);
  const as = (channel: 'sms' | 'email'): Letter =>
    inWords(wording, { template, data, channel, optOutLink }, { store, own: [] }, render);
  try {
    const { title, text } = as('sms');
    return { title, sms: { text, ...smsSize(text) }, mail: as('email').text };
  } catch (error) {
    if (!(error instanceof TemplateFault)) throw error;
    throw new Problem('invalid-input', error.fix, [{ field: 'text', fix: error.fix }]);
  }
}
