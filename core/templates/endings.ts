/** What a message ends with, beside its text: how to get no more of them. */
import type { Store } from '../stores/index.ts';
import type { Template } from './template.ts';

interface Words {
  /** The line under an SMS; STOP is the word that every provider and carrier knows (domain section 5, rule 4). */
  readonly stop: string;
  /** The line before the link under a mail that advertises (rule 12). */
  readonly noMoreMail: string;
}

const english: Words = { stop: 'Reply STOP to get no more texts.', noMoreMail: 'No more mail like this:' };
const words: Readonly<Record<string, Words>> = {
  en: english,
  es: { stop: 'Responda STOP para no recibir mensajes.', noMoreMail: 'No recibir correos como este:' },
};

const wordsIn = (language: string): Words => words[language.split('-')[0] ?? ''] ?? english;

/** The text as an SMS. */
export const asSms = (text: string, { saysOptOut }: Pick<Template, 'saysOptOut'>, language: string): string =>
  saysOptOut ? `${text} ${wordsIn(language).stop}` : text;

/** The store's postal address in one line, as far as it is known. */
const addressLine = ({ name, address }: Pick<Store, 'name' | 'address'>): string =>
  [name, address.street, address.city, `${address.state} ${address.postalCode}`, address.country]
    .filter((part) => part !== undefined)
    .join(', ');

/**
 * The text as a mail. One that advertises ends with the store's postal address and the way out, a page that needs no
 * login (rule 12); SMS and mails about the car have neither.
 */
export function asMail(
  text: string,
  { category }: Pick<Template, 'category'>,
  { language, store, optOutLink }: { language: string; store: Store; optOutLink: string | undefined },
): string {
  if (category !== 'marketing') return text;
  const out = optOutLink === undefined ? [] : [`${wordsIn(language).noMoreMail} ${optOutLink}`];
  return [text, '', '--', addressLine(store), ...out].join('\n');
}
