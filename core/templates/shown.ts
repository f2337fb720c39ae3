/** Templates as people see them: ours beside the store's own, with the fields a text may name. */
import * as z from 'zod';
import { language } from '../kernel/fields.ts';
import { department } from '../kernel/role.ts';
import { instant } from '../kernel/time.ts';
import type { OwnText } from './own-text.ts';
import type { Template } from './template.ts';
import { fieldsShown } from './variants.ts';

/** One wording in force. */
export const shownText = z.object({
  language,
  /** Whose words go out: the store's own, or ours. */
  source: z.enum(['own', 'built-in']),
  title: z.string(),
  text: z.string(),
  /** The version of the store's row; absent while there never was one. It is the ETag. */
  version: z.int().positive().optional(),
  updatedAt: instant.optional(),
});

/** A template with its wordings. */
export const shownTemplate = z.object({
  name: z.string(),
  category: z.enum(['transactional', 'marketing', 'conversational']),
  department,
  means: z.string(),
  /** What a text may name, beside `store.name`, `store.phone` (optional) and `store.address`. */
  fields: z.array(
    z.object({
      name: z.string(),
      kind: z.enum(['instant', 'date', 'number', 'yes or no', 'choice', 'text']),
      optional: z.boolean(),
    }),
  ),
  example: z.record(z.string(), z.unknown()),
  texts: z.array(shownText),
});

type ShownText = z.input<typeof shownText>;

/** The wording in force in one language; undefined when there is none. */
export function textShown({ texts }: Template, own: OwnText | undefined, spoken: string): ShownText | undefined {
  const ours = texts[spoken];
  const row = own === undefined ? {} : { version: own.version, updatedAt: own.updatedAt };
  if (own?.state === 'OWN') return { language: spoken, source: 'own', title: own.title, text: own.text, ...row };
  return ours === undefined ? undefined : { language: spoken, source: 'built-in', ...ours, ...row };
}

/** A template with every wording in force. */
export function templateShown(template: Template, own: readonly OwnText[]): z.input<typeof shownTemplate> {
  const { name, category, department: whose, means, example, texts } = template;
  const theirs = own.filter((each) => each.name === name);
  const languages = [...new Set([...Object.keys(texts), ...theirs.map((each) => each.language)])].sort();
  return {
    name,
    category,
    department: whose,
    means,
    fields: [...fieldsShown(template)],
    example: { ...example },
    texts: languages.flatMap(
      (spoken) =>
        textShown(
          template,
          theirs.find((each) => each.language === spoken),
          spoken,
        ) ?? [],
    ),
  };
}
