/** How many SMS a text is: what a carrier bills (3GPP TS 23.038, 23.040). */

const basic =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ ÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const extended = '^{}\\[~]|€\f';

const alone = { 'GSM-7': 160, 'UCS-2': 70 } as const;
const inParts = { 'GSM-7': 153, 'UCS-2': 67 } as const;

/** The size of a text as an SMS. */
export interface SmsSize {
  readonly characters: number;
  /** One letter outside the small alphabet of phones, such as `á` or an emoji, makes the whole text UCS-2. */
  readonly alphabet: 'GSM-7' | 'UCS-2';
  readonly parts: number;
}

/** Counts. */
export function smsSize(text: string): SmsSize {
  const letters = text.split('');
  const alphabet = letters.every((each) => basic.includes(each) || extended.includes(each)) ? 'GSM-7' : 'UCS-2';
  const units =
    alphabet === 'UCS-2' ? text.length : letters.reduce((sum, each) => sum + (extended.includes(each) ? 2 : 1), 0);
  const parts = units <= alone[alphabet] ? 1 : Math.ceil(units / inParts[alphabet]);
  return { characters: text.length, alphabet, parts };
}
