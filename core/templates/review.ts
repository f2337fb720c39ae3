/**
 * The review of a text before it may go out: it is rendered with everything its data can turn to, so that what is wrong
 * with it is heard by whoever writes it and not by the customer who hears nothing.
 */
import { type Liquid, TemplateFault } from '../kernel/ports.ts';
import type { FieldFix } from '../kernel/problem.ts';
import type { Store } from '../stores/index.ts';
import { offerWords } from './data/offer-words.ts';
import { inWords, type Letter, smsCharacters } from './letter.ts';
import type { Template, TemplateText } from './template.ts';
import { variantsOf } from './variants.ts';

/** A text to be reviewed. */
export interface Draft extends TemplateText {
  readonly language: string;
}

type Part = 'title' | 'text';
const parts: readonly Part[] = ['title', 'text'];

const storeFields = ['name', 'phone', 'address'];

/** Why a path that a text names is nothing it can have. */
function unknown(path: string, { data }: Pick<Template, 'data'>): boolean {
  const [root = '', inside] = path.split(/[.[]/);
  if (root === 'store') return inside !== undefined && !storeFields.includes(inside);
  return !Object.keys(data.shape).includes(root);
}

function namesOnly(template: Template, draft: Draft, { fieldsOf }: Liquid): readonly FieldFix[] {
  const there = [...Object.keys(template.data.shape), ...storeFields.map((name) => `store.${name}`)].join(', ');
  return parts.flatMap((field) => {
    const first = fieldsOf(draft[field]).find((path) => unknown(path, template));
    return first === undefined ? [] : [{ field, fix: `There is no ${first}; the fields are ${there}.` }];
  });
}

/** The sentence for whoever wrote a text that cannot be rendered. */
function fixOf({ missing, fix }: TemplateFault): string {
  return missing === undefined
    ? fix
    : `${missing} is not always there: name it inside {% if ${missing} %} … {% endif %} only.`;
}

function faultIn(work: () => void): TemplateFault | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof TemplateFault) return error;
    throw error;
  }
}

/** Syntax and filters, part by part. */
const unreadable = (draft: Draft, { fieldsOf }: Liquid): readonly FieldFix[] =>
  parts.flatMap((field) => {
    const fault = faultIn(() => void fieldsOf(draft[field]));
    return fault === undefined ? [] : [{ field, fix: fault.fix }];
  });

/** A store with and without a phone: a text may not count on one. */
const storesLike = ({ phone, ...rest }: Store): readonly Store[] => [
  { ...rest, phone: phone ?? '+13125550100' },
  { ...rest },
];

/** Both parts with all data; undefined when one cannot be rendered, which `fixes` then say. */
function rendered(template: Template, draft: Draft, store: Store, { render }: Liquid) {
  const fixes = new Map<Part, FieldFix>();
  const letters: Letter[] = [];
  for (const here of storesLike(store)) {
    for (const data of variantsOf(template)) {
      for (const field of parts) {
        // Each part alone, so that the fix names the right one.
        const wording = { ...draft, ...(field === 'title' ? { text: '-' } : { title: '-' }) };
        const plan = { template, data, channel: 'sms' } as const;
        const fault = faultIn(() => void letters.push(inWords(wording, plan, { store: here, own: [] }, render)));
        if (fault !== undefined && !fixes.has(field)) fixes.set(field, { field, fix: fixOf(fault) });
      }
    }
  }
  return { fixes: [...fixes.values()], letters };
}

const offerIn = (text: string, language: string): string | undefined => {
  for (const { word, language: only } of offerWords) {
    if (only !== undefined && !language.startsWith(only)) continue;
    const [found] = word.exec(text) ?? [];
    if (found !== undefined) return found;
  }
  return undefined;
};

/** A text of another category that offers something would be marketing without its rules. */
function offers({ category }: Template, draft: Draft, letters: readonly Letter[]): readonly FieldFix[] {
  if (category === 'marketing') return [];
  const spoken = (field: Part) => [
    draft[field].replace(/\{[{%].*?[%}]\}/gs, ''),
    ...letters.map((each) => each[field]),
  ];
  return parts.flatMap((field) => {
    const [found] = spoken(field).flatMap((text) => offerIn(text, draft.language) ?? []);
    return found === undefined
      ? []
      : [{ field, fix: `"${found}" is an offer, and this template is ${category}: offers go out as marketing.` }];
  });
}

/**
 * What is wrong with a text; empty when it may go out. `store` is where it will be used: its own name counts towards
 * the length of an SMS.
 */
export function reviewText(template: Template, draft: Draft, store: Store, liquid: Liquid): readonly FieldFix[] {
  const broken = unreadable(draft, liquid);
  if (broken.length > 0) return broken;
  const misnamed = namesOnly(template, draft, liquid);
  if (misnamed.length > 0) return misnamed;
  const { fixes, letters } = rendered(template, draft, store, liquid);
  return fixes.length > 0 ? fixes : offers(template, draft, letters);
}

/** The longest a text may be, in characters, before liquid is looked at. */
export const longestDraft = { title: 300, text: 3 * smsCharacters } as const;
