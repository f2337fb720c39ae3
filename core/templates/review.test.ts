/** What is heard when a text is written, instead of by nobody at eight in the morning. */
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { liquid } from '../../adapters/liquid.ts';
import { writtenPhone } from '../kernel/phone.ts';
import { parseInstant } from '../kernel/time.ts';
import { createStore, storeSettingsOf } from '../stores/index.ts';
import { type Draft, reviewText } from './review.ts';
import { smsSize } from './sms-size.ts';
import { defineTemplate, type TemplatePlan } from './template.ts';
import { fieldsShown, variantsOf } from './variants.ts';

const moment = {
  now: parseInstant('2026-03-10T14:30:00Z'),
  newId: () => 'id',
  actor: { kind: 'system', id: 'test' },
  cause: 'test',
} as const;
const store = createStore(
  'S01',
  z.object(storeSettingsOf(writtenPhone)).parse({
    name: 'Elm Street Motors',
    timeZone: 'America/Chicago',
    address: { city: 'Springfield', state: 'IL', postalCode: '62701', country: 'US' },
    hours: {},
  }),
  moment,
).state;

const data = z.object({
  parts: z.int(),
  visit: z.iso.datetime().optional(),
  firm: z.boolean(),
  kind: z.enum(['service', 'sales']),
});
const plan: TemplatePlan<typeof data> = {
  name: 'hello',
  category: 'transactional',
  department: 'service',
  means: 'Says hello.',
  data,
  example: { parts: 5, visit: '2026-03-19T14:00:00Z', firm: true, kind: 'service' },
  texts: { en: { title: 'Hi', text: 'Hi' }, es: { title: 'Hola', text: 'Hola' } },
};
const review = (draft: Partial<Draft>, category: TemplatePlan<typeof data>['category'] = 'transactional') =>
  reviewText(
    defineTemplate({ ...plan, category }),
    { language: 'en', title: 'Hi', text: 'Hi', ...draft },
    store,
    liquid,
  );

describe('a text', () => {
  it('passes when it can be said with all its data can turn to', () => {
    const text =
      '{{ parts }}{% if visit %} {{ visit | day }}{% endif %}{% if store.phone %} {{ store.phone | phone }}{% endif %}';
    expect(review({ title: '{{ store.name }}', text })).toEqual([]);
  });

  it.each([
    [
      'a field that is not there',
      '{{ vist }}',
      'There is no vist; the fields are parts, visit, firm, kind, store.name',
    ],
    ['one of the store', '{{ store.owner }}', 'There is no store.owner'],
    ['one on a road that the example does not take', '{% if parts > 99 %}{{ vist }}{% endif %}', 'There is no vist'],
    ['an optional field unguarded', '{{ visit | day }}', 'visit is not always there: name it inside {% if visit %}'],
    [
      'one unguarded where there is one part',
      'Hi {% if parts == 1 %}{{ visit }}{% endif %}',
      'visit is not always there',
    ],
    [
      'one unguarded where it is not firm',
      'Hi {% unless firm %}{{ visit }}{% endunless %}',
      'visit is not always there',
    ],
    ['one unguarded for a choice', 'Hi {% if kind == "sales" %}{{ visit }}{% endif %}', 'visit is not always there'],
    ['the phone of a store that may have none', '{{ store.phone }}', 'store.phone is not always there'],
    ['a mistake of syntax', '{% if visit %}', 'not closed'],
    ['a filter that is not there', '{{ parts | euros }}', 'undefined filter'],
    ['nothing at all', ' ', 'says nothing'],
    ['nothing without a visit', '{% if visit %}Hi{% endif %}', 'says nothing'],
    ['more than an SMS holds', 'x'.repeat(1601), '1600 characters'],
    ['more than an SMS holds with its ending', 'x'.repeat(1590), '1600 characters'],
  ])('is refused with %s', (_, text, fix) => {
    expect(review({ text })).toEqual([{ field: 'text', fix: expect.stringContaining(fix) }]);
  });

  it('is refused part by part', () => {
    expect(review({ title: '{{ a }}', text: '{{ b }}' }).map(({ field }) => field)).toEqual(['title', 'text']);
    expect(review({ title: '{{ visit }}' })).toMatchObject([{ field: 'title' }]);
  });

  it.each([
    ['en', 'Your car is ready. 20% off brakes today!'],
    ['en', 'Your parts are here. Ask for our SPECIAL OFFER.'],
    ['en', 'Bring this coupon.'],
    ['en', '{% if parts > 99 %}Save $50 on tires.{% endif %}Ready.'],
    ['en', 'Get a free oil change with your visit.'],
    ['es', 'Su auto está listo. Aproveche el descuento.'],
    ['es', 'Traiga este cupón.'],
  ])('with an offer in it is marketing (%s): %s', (language, text) => {
    expect(review({ language, text })).toEqual([{ field: 'text', fix: expect.stringContaining('is an offer') }]);
    expect(review({ language, text }, 'conversational')).toHaveLength(1);
    expect(review({ language, text }, 'marketing')).toEqual([]);
  });

  it.each([
    ['en', 'Feel free to call. Your sales consultant Ana will be there; the part is for the salesroom lights.'],
    ['en', 'The dealership opens at 8. 100% of your parts are here.'],
    ['es', 'Su auto sale del taller hoy. Llame gratuitamente.'],
  ])('with ordinary words is no offer (%s): %s', (language, text) => {
    expect(review({ language, text })).toEqual([]);
  });
});

describe('the data that a text must cope with', () => {
  it('fits the template, with each optional field there and not', () => {
    const all = variantsOf(plan);
    for (const each of all) expect(data.safeParse(each).success).toBe(true);
    expect(all.some((each) => 'visit' in each)).toBe(true);
    expect(all.some((each) => !('visit' in each))).toBe(true);
  });

  it('is shown to whoever writes', () => {
    expect(fieldsShown(plan)).toEqual([
      { name: 'parts', kind: 'number', optional: false },
      { name: 'visit', kind: 'instant', optional: true },
      { name: 'firm', kind: 'yes or no', optional: false },
      { name: 'kind', kind: 'choice', optional: false },
    ]);
  });
});

describe('the size of an SMS', () => {
  it.each([
    ['x'.repeat(160), 'GSM-7', 1],
    ['x'.repeat(161), 'GSM-7', 2],
    ['x'.repeat(307), 'GSM-7', 3],
    ['€'.repeat(80), 'GSM-7', 1],
    ['€'.repeat(81), 'GSM-7', 2],
    ['á'.repeat(70), 'UCS-2', 1],
    ['á'.repeat(71), 'UCS-2', 2],
    ['🚗'.repeat(35), 'UCS-2', 1],
    ['🚗'.repeat(36), 'UCS-2', 2],
  ])('%#', (text, alphabet, parts) => {
    expect(smsSize(text)).toEqual({ characters: text.length, alphabet, parts });
  });
});
