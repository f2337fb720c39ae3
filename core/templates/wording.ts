/** Which wording a customer gets: in their language, else the store's, else English; the store's own before ours. */
import type { OwnText } from './own-text.ts';
import type { Template, TemplateText } from './template.ts';

/** A wording and where it comes from. */
export interface Wording extends TemplateText {
  readonly language: string;
  /** The version of the store's own text; absent for ours. */
  readonly ownVersion?: number;
}

/** `es-MX` is also `es`: the nearer one first. */
const broader = (language: string): readonly string[] => {
  const [base = language] = language.split('-');
  return base === language ? [language] : [language, base];
};

/**
 * The wordings in the order in which they are tried: a text that cannot be rendered falls back to the next. The last is
 * our English one, which is always there.
 */
export function wordingsOf(
  { texts }: Pick<Template, 'texts'>,
  own: readonly OwnText[],
  languages: readonly (string | undefined)[],
): readonly Wording[] {
  const wanted = [...languages, 'en'].flatMap((language) => (language === undefined ? [] : broader(language)));
  return [...new Set(wanted)].flatMap((language) => {
    const ours = texts[language];
    const theirs = own.find((each) => each.language === language && each.state === 'OWN');
    return [
      ...(theirs === undefined
        ? []
        : [{ language, title: theirs.title, text: theirs.text, ownVersion: theirs.version }]),
      ...(ours === undefined ? [] : [{ language, ...ours }]),
    ];
  });
}
