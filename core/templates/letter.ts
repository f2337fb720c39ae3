/**
 * A message in words: the first wording that can be rendered with the data, and its ending. A store's text that breaks
 * must not lose a message: ours goes out in its place, and the message says so.
 */
import { customerKey, customers } from '../customers/index.ts';
import { type Render, TemplateFault } from '../kernel/ports.ts';
import { allRows, type Reader } from '../kernel/table.ts';
import { type Store, storeKey, stores } from '../stores/index.ts';
import { asMail, asSms } from './endings.ts';
import { ownTextsOf } from './keys.ts';
import { type OwnText, ownTexts } from './own-text.ts';
import type { Filled, Template } from './template.ts';
import { type Wording, wordingsOf } from './wording.ts';

/** The most that a provider takes in one SMS, in characters; long ones travel in parts. */
export const smsCharacters = 1600;

/** What is to be said, and by which way. */
export interface LetterPlan extends Filled {
  readonly channel: 'sms' | 'email';
  /** Where a mail that advertises is answered with "no more": a page that needs no login. */
  readonly optOutLink?: string | undefined;
}

/** What the words depend on beside the plan. */
export interface LetterFacts {
  readonly store: Store;
  /** The customer's language, when it is known. */
  readonly language?: string | undefined;
  readonly own: readonly OwnText[];
}

/** The words of a message. */
export interface Letter {
  readonly title: string;
  readonly text: string;
  readonly language: string;
  /** The version of the store's own text; absent when it was ours. */
  readonly ownVersion?: number;
  /** Why the text that should have gone out did not. */
  readonly fault?: string;
}

/** What every text may name beside its template's own fields. */
export const storeInTexts = ({ name, phone, address }: Pick<Store, 'name' | 'phone' | 'address'>) => ({
  name,
  ...(phone === undefined ? {} : { phone }),
  address,
});

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Words that say nothing, or more than a provider takes, are as wrong as a text that cannot be read. */
function checked(letter: Letter, channel: 'sms' | 'email'): Letter {
  if (letter.title === '' || letter.text === '') throw new TemplateFault('The template says nothing.');
  if (channel === 'sms' && letter.text.length > smsCharacters) {
    throw new TemplateFault(`The text has more than ${smsCharacters} characters.`);
  }
  return letter;
}

/** One wording put into words. Throws `TemplateFault`. */
export function inWords(wording: Wording, plan: LetterPlan, { store }: LetterFacts, render: Render): Letter {
  const { template, channel, optOutLink } = plan;
  const { language, ownVersion } = wording;
  const read = template.data.safeParse(plan.data);
  if (!read.success) throw new TemplateFault(`The data of ${template.name} does not fit its template.`);
  const data = { ...read.data, store: storeInTexts(store) };
  const how = { language, timeZone: store.timeZone };
  const body = render(wording.text, data, how).trim();
  const text =
    channel === 'sms' ? asSms(body, template, language) : asMail(body, template, { language, store, optOutLink });
  const letter = { title: oneLine(render(wording.title, data, how)), text: body === '' ? '' : text, language };
  return checked({ ...letter, ...(ownVersion === undefined ? {} : { ownVersion }) }, channel);
}

/** The first wording that can be put into words; throws the first `TemplateFault` when none can. */
export function letterOf(plan: LetterPlan, facts: LetterFacts, render: Render): Letter {
  let fault: TemplateFault | undefined;
  for (const wording of wordingsOf(plan.template, facts.own, [facts.language, facts.store.language])) {
    try {
      const letter = inWords(wording, plan, facts, render);
      return fault === undefined ? letter : { ...letter, fault: fault.fix };
    } catch (error) {
      if (!(error instanceof TemplateFault)) throw error;
      fault ??= error;
    }
  }
  throw fault ?? new TemplateFault(`The template ${plan.template.name} has no text.`);
}

/** Reads what the words of a message depend on. Throws when the store is missing: its row is older than anything at it. */
export async function letterFacts(
  reader: Reader,
  storeId: string,
  customerId: string,
  { name }: Pick<Template, 'name'>,
): Promise<LetterFacts> {
  const [storeRow, customerRow, own] = await Promise.all([
    reader.get(storeKey(storeId)),
    reader.get(customerKey(customerId)),
    allRows(reader, ownTextsOf.query(storeId, name)),
  ]);
  if (storeRow === undefined) throw new RangeError(`Store ${storeId} has no row.`);
  return {
    store: stores.read(storeRow),
    language: customerRow === undefined ? undefined : customers.read(customerRow).language,
    own: own.map(ownTexts.read),
  };
}
