/**
 * What must never be kept (domain section 5, rule 16): social security numbers, dates of birth, numbers of driver's
 * licences. They are taken out of what people write before anything is stored, and where one stood it says so. Beside
 * the number in its usual dashes, only what stands next to a word for it is taken: phones, prices, VINs and days stay.
 */

const dash = '[-‐‑‒–—.]';

/** What may stand between the word for a number and the number: `is`, `#:`, `(no. `, `es el`. */
const between = String.raw`(?:[\s:#=(*,.'"_-]|\b(?:is|was|are|es|on|in|el|de|del|numbers?|num|n[úu]mero|no|nbr|ends?|ending|with)\b){0,12}`;

/** Where a number ends; a letter may follow, of who types in haste. */
const end = String.raw`(?!\d|${dash}\d)`;

const ssnWord = String.raw`(?:ssn|itin|ss\s?#|ss\s?(?:no|num|number)\b|soc(?:ial)?\s?sec(?:urity)?|(?:my|his|her|their|the|our|your|full|of)\s{1,3}social|social\s?#|seguro\s?social|tax\s?id)`;

const birthWord = String.raw`(?:d\.?\s?o\.?\s?b\b|dates?\s{1,3}of\s{1,3}birth|birth\s?-?dates?|birthdays?|b-?day|born|fecha\s{1,3}de\s{1,3}nacimiento|nac(?:i[oó]|id[oa])|cumplea[ñn]os)`;

const licenceWord = String.raw`(?:driv(?:er|ing|ers|er[’'´]s|ers[’'´])[\s-]?\s?lic(?:en[cs]e)?s?\b|lic(?:en[cs]e)?\.?\s?(?:#|no\b|num\b|number\b|id\b)|d\.?l\.?n?\b|licencia(?:\s{1,3}de\s{1,3}(?:conducir|manejo|manejar))?)`;

/** A social security number in its usual dashes. */
const dashedSsn = String.raw`\d{3}${dash}\d{2}${dash}\d{4}`;

/** Nine digits however they are grouped, or the last four alone. */
const ssnNumber = String.raw`(?:(?:\d\s?${dash}?\s?){8}\d|\d{4})`;

const month = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|abr|ago|dic)[a-zé]{0,9}';

/** A whole date: a day without its year is one to come, not one of birth. */
const date = `(?:${[
  String.raw`\d{4}[-/.]\d{1,2}[-/.]\d{1,2}`,
  String.raw`\d{1,2}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?(?:\d{4}|\d{2})`,
  String.raw`\d{1,2}\s\d{1,2}\s\d{4}`,
  String.raw`${month}\.?\s{1,3}\d{1,2}(?:st|nd|rd|th)?,?\s{1,3}\d{4}`,
  String.raw`\d{1,2}(?:st|nd|rd|th)?[\s-](?:(?:of|de)\s)?${month}\.?,?[\s-](?:del?\s)?\d{4}`,
  String.raw`\d{8}`,
  String.raw`\d{6}`,
].join('|')})`;

/** Letters and digits as states write them, in one piece or in groups of digits; before them perhaps the state. */
const licenceNumber = String.raw`(?:[a-z]?\d{3,5}(?:\s\d{3,5}){2}|[a-z]{0,7}\*{0,3}\d[a-z0-9*]*(?:${dash}[a-z0-9]+)*)(?![a-z0-9])`;

const isPhone = (text: string): boolean => /^(?:1[-. ])?\d{3}[-. ]\d{3}[-. ]\d{4}$/.test(text);
const isVin = (text: string): boolean => /^[a-hj-npr-z0-9]{17}$/i.test(text);

/** A number of a licence has four digits or more, and is neither a phone nor a car. */
function isLicence(text: string): boolean {
  const signs = text.replaceAll(/[^a-z0-9]/gi, '').length;
  const digits = text.replaceAll(/\D/g, '').length;
  return digits >= 4 && signs >= 5 && signs <= 20 && !isPhone(text) && !isVin(text);
}

/** What is taken out: what the mark calls it, and how it is found; the first group stays. */
interface Secret {
  readonly called: string;
  readonly found: RegExp;
  readonly counts?: (number: string) => boolean;
}

const afterWord = (word: string, number: string, alsoBetween = ''): RegExp =>
  new RegExp(`(?<![a-z])(${word}${between}${alsoBetween})(${number})${end}`, 'gi');

const beforeWord = (number: string, word: string): RegExp => {
  const link = String.raw`(?:\s?\(\s?|\s(?:is|was|es)\s(?:(?:my|his|her|their|the|mi|su)\s)?)`;
  return new RegExp(`((?<![a-z0-9]|[a-z0-9]${dash}))(${number})(?=${link}${word})`, 'gi');
};

const ssn = 'ssn';
const birth = 'date of birth';
const licence = 'licence';

const secrets: readonly Secret[] = [
  {
    called: ssn,
    found: new RegExp(String.raw`((?<!\d|[a-z0-9]${dash}))(${dashedSsn})${end}`, 'gi'),
  },
  // After its word it is one, whatever is glued to it.
  { called: ssn, found: new RegExp(`(?<![a-z])(${ssnWord}${between})(${dashedSsn})`, 'gi') },
  { called: ssn, found: afterWord(ssnWord, ssnNumber) },
  { called: ssn, found: beforeWord(ssnNumber, ssnWord) },
  { called: birth, found: afterWord(birthWord, date) },
  { called: birth, found: beforeWord(date, birthWord) },
  {
    called: licence,
    // Perhaps the state stands before it.
    found: afterWord(licenceWord, licenceNumber, String.raw`(?:\b[a-z]{2}\s)?`),
    counts: isLicence,
  },
  { called: licence, found: beforeWord(licenceNumber, licenceWord), counts: isLicence },
];

/** The text without what must not be kept: `My SSN is [redacted: ssn]`. Doing it again changes nothing. */
export const redacted = (text: string): string =>
  secrets.reduce(
    (left, { called, found, counts = () => true }) =>
      left.replace(found, (all, before: string, number: string) =>
        counts(number) ? `${before}[redacted: ${called}]` : all,
      ),
    text,
  );
