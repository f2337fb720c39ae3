/** A store's own text of a template, in one language. The category stays the template's (domain section 5, rule 13). */
import * as z from 'zod';
import { happened, type Moment } from '../kernel/event.ts';
import { language, storeId } from '../kernel/fields.ts';
import { type Change, defineNoun } from '../kernel/noun.ts';
import { instant } from '../kernel/time.ts';
import { templateChanged, templateReset } from './events.ts';
import { ownTextKey, ownTextLog } from './keys.ts';
import type { TemplateText } from './template.ts';

/** A text as it is kept. */
export const ownText = z.object({
  storeId,
  name: z.string(),
  language,
  /** OWN: it goes out. RESET: the built-in one does; the row stays, so that versions never go back. */
  state: z.enum(['OWN', 'RESET']),
  title: z.string(),
  text: z.string(),
  version: z.int().positive(),
  createdAt: instant,
  updatedAt: instant,
});

/** A store's own text. */
export type OwnText = z.output<typeof ownText>;

/** The noun. */
export const ownTexts = defineNoun({
  name: 'template',
  schema: ownText,
  id: ({ name, language: spoken }) => `${name}.${spoken}`,
  key: (state) => ownTextKey(state.storeId, state.name, state.language),
  log: (state) => ownTextLog(state.storeId),
  about: (state) => ({ storeId: state.storeId }),
});

/** Which text: of a store, by name and language. */
export type TextPlace = Pick<OwnText, 'storeId' | 'name' | 'language'>;

/** Puts a text in the place of ours, or changes it. It has been reviewed. */
export function writeOwnText(
  place: TextPlace,
  before: OwnText | undefined,
  text: TemplateText,
  moment: Moment,
): Change<OwnText> {
  const { name, language: spoken } = place;
  const event = happened(templateChanged, { name, language: spoken });
  if (before === undefined) {
    const at = { version: 1, createdAt: moment.now, updatedAt: moment.now };
    return ownTexts.create({ ...place, ...text, state: 'OWN', ...at }, event, moment);
  }
  return ownTexts.change(before, { ...before, ...text, state: 'OWN', updatedAt: moment.now }, event, moment);
}

/** Goes back to our text. */
export const resetOwnText = (before: OwnText, moment: Moment): Change<OwnText> =>
  ownTexts.change(
    before,
    { ...before, state: 'RESET', updatedAt: moment.now },
    happened(templateReset, { name: before.name, language: before.language }),
    moment,
  );
