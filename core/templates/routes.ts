/** The routes of templates: a store reads them, writes its own texts, tries them, and goes back to ours. */
import * as z from 'zod';
import { bodyOf, language, storeId } from '../kernel/fields.ts';
import { Problem } from '../kernel/problem.ts';
import type { Role } from '../kernel/role.ts';
import { checkVersion, defineRoute, notFound, type Route } from '../kernel/route.ts';
import { allRows, type Reader } from '../kernel/table.ts';
import { type Store, storeKey, stores } from '../stores/index.ts';
import * as examples from './examples.ts';
import { ownTextKey, ownTextsAt } from './keys.ts';
import { type OwnText, ownTexts, resetOwnText, type TextPlace, writeOwnText } from './own-text.ts';
import { preview, previewOf } from './preview.ts';
import { longestDraft, reviewText } from './review.ts';
import { shownTemplate, shownText, templateShown, textShown } from './shown.ts';
import type { Template } from './template.ts';

const tag = 'Templates';
const onePath = '/stores/{storeId}/templates/{template}/{language}';

/** Who answers for a store's words. */
const editors: readonly Role[] = [
  'administrator',
  'general-manager',
  'sales-manager',
  'service-manager',
  'parts-manager',
  'bdc-manager',
  'marketing',
];

const canonical = (text: string): string | undefined => {
  try {
    return Intl.getCanonicalLocales(text)[0];
  } catch {
    return undefined;
  }
};

const oneText = z.object({
  storeId,
  template: z.string().regex(/^[a-z0-9-]{1,60}$/, { error: 'Send the name of a template, such as parts-are-here.' }),
  language: language
    .refine((text) => canonical(text) !== undefined, { error: 'Send a language such as en or es.' })
    .overwrite((text) => canonical(text) ?? text),
});

const draftText = (what: 'title' | 'text') =>
  z
    .string({ error: `Send the ${what} in liquid.` })
    .max(longestDraft[what], { error: `Send at most ${longestDraft[what]} characters.` });

async function storeAt(reader: Reader, id: string): Promise<Store> {
  const row = await reader.get(storeKey(id));
  if (row === undefined) throw notFound('store');
  return stores.read(row);
}

const placeOf = ({ template: name, ...rest }: z.output<typeof oneText>): TextPlace => ({ name, ...rest });

async function ownAt(reader: Reader, place: TextPlace): Promise<OwnText | undefined> {
  const row = await reader.get(ownTextKey(place.storeId, place.name, place.language));
  return row === undefined ? undefined : ownTexts.read(row);
}

/** Somebody may have written since the client read: a row that is there takes the version that was read. */
function checkRow(ifMatch: number | undefined, { version }: OwnText): void {
  if (ifMatch === undefined) {
    throw new Problem('precondition-required', 'Send If-Match with the ETag of the version you read.');
  }
  checkVersion(ifMatch, version);
}

/** A body, and its version where there is a row. */
const answer = <Body extends { readonly version?: number | undefined }>(body: Body) => ({
  body,
  ...(body.version === undefined ? {} : { version: body.version }),
});

function shownOr404(template: Template, own: OwnText | undefined, spoken: string) {
  const text = textShown(template, own, spoken);
  if (text === undefined) throw notFound('text in this language');
  return text;
}

/** The routes, over the register of templates. */
export function templateRoutes(templates: readonly Template[]): readonly Route[] {
  const named = (name: string): Template => {
    const found = templates.find((each) => each.name === name);
    if (found === undefined) throw notFound('template');
    return found;
  };

  const list = defineRoute({
    method: 'GET',
    path: '/stores/{storeId}/templates',
    name: 'listTemplates',
    tag,
    means: 'What we say to customers: every template with its fields and the wordings in force at the store.',
    roles: 'any',
    params: z.object({ storeId }),
    output: z.object({ items: z.array(shownTemplate) }),
    example: { output: { items: [examples.template] } },
    handle: async ({ reader, params }) => {
      const own = (await allRows(reader, ownTextsAt.query(params.storeId))).map(ownTexts.read);
      return { body: { items: templates.map((each) => templateShown(each, own)) } };
    },
  });

  const read = defineRoute({
    method: 'GET',
    path: onePath,
    name: 'readTemplateText',
    tag,
    means: 'The wording in force in one language, the store’s own or ours.',
    roles: 'any',
    params: oneText,
    output: shownText,
    example: { output: examples.text },
    handle: async ({ reader, params }) =>
      answer(shownOr404(named(params.template), await ownAt(reader, placeOf(params)), params.language)),
  });

  const write = defineRoute({
    method: 'PUT',
    path: onePath,
    name: 'writeTemplateText',
    tag,
    means:
      'Puts the store’s own text in the place of ours. It is rendered with all its data can turn to; what would fail is refused here. If-Match once there is one.',
    roles: editors,
    params: oneText,
    body: bodyOf({ title: draftText('title'), text: draftText('text') }),
    output: shownText,
    example: { body: examples.draft, output: examples.text },
    handle: async ({ reader, params, body, moment, ifMatch, liquid }) => {
      const template = named(params.template);
      const [store, before] = await Promise.all([storeAt(reader, params.storeId), ownAt(reader, placeOf(params))]);
      if (before !== undefined) checkRow(ifMatch, before);
      const fixes = reviewText(template, { ...body, language: params.language }, store, liquid);
      const [first] = fixes;
      if (first !== undefined) throw new Problem('invalid-input', `${first.field}: ${first.fix}`, fixes);
      const done = writeOwnText(placeOf(params), before, body, moment);
      return { ...answer(shownOr404(template, done.state, params.language)), writes: done.writes };
    },
  });

  const reset = defineRoute({
    method: 'POST',
    path: `${onePath}/reset`,
    name: 'resetTemplateText',
    tag,
    means: 'Gives up the store’s own text: ours goes out again, or the next language where there is none of ours.',
    roles: editors,
    params: oneText,
    output: z.object({ language, source: z.literal('built-in'), version: z.int().positive() }),
    ifMatch: 'required',
    example: { output: { language: 'es', source: 'built-in', version: 2 } },
    handle: async ({ reader, params, moment, ifMatch }) => {
      named(params.template);
      const before = await ownAt(reader, placeOf(params));
      if (before?.state !== 'OWN') throw notFound('text of its own');
      checkRow(ifMatch, before);
      const { state, writes } = resetOwnText(before, moment);
      return { ...answer({ language: params.language, source: 'built-in', version: state.version } as const), writes };
    },
  });

  const tried = defineRoute({
    method: 'POST',
    path: `${onePath}/preview`,
    name: 'previewTemplateText',
    tag,
    means: 'Renders a text, sent or in force, with the example or data of one’s own. Writes nothing, sends nothing.',
    roles: 'any',
    params: oneText,
    body: bodyOf({
      title: draftText('title').optional(),
      text: draftText('text').optional(),
      data: z.record(z.string(), z.unknown(), { error: 'Send the fields and their values.' }).optional(),
    }),
    output: preview,
    example: { body: { data: { parts: 1 } }, output: examples.preview },
    handle: async ({ reader, params, body, liquid }) => {
      const template = named(params.template);
      const [store, own] = await Promise.all([storeAt(reader, params.storeId), ownAt(reader, placeOf(params))]);
      const { title, text, data = {} } = body;
      const inForce = title === undefined || text === undefined ? shownOr404(template, own, params.language) : body;
      const wording = { title: title ?? inForce.title ?? '', text: text ?? inForce.text ?? '' };
      return { body: previewOf(template, { language: params.language, ...wording }, data, store, liquid.render) };
    },
  });

  return [list, read, write, reset, tried];
}
