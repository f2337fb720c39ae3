/** The vehicle identification number: its shape and its check digit (49 CFR 565.15). */

const SHAPE = /^[A-HJ-NPR-Z0-9]{17}$/;
const weights: readonly number[] = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];

/** The value of each character at its place in this text, modulo 10: letters run 1–9 with the gaps of the standard. */
const values = '0123456789.ABCDEFGH..JKLMN.P.R..STUVWXYZ';

const checkDigit = (vin: string): string => {
  const sum = weights.reduce((total, weight, i) => total + weight * (values.indexOf(vin.charAt(i)) % 10), 0);
  return sum % 11 === 10 ? 'X' : String(sum % 11);
};

/** What is odd about a VIN; undefined when nothing is. A warning, because vehicles from outside North America have none. */
export function vinWarning(vin: string): 'shape' | 'check-digit' | undefined {
  if (!SHAPE.test(vin)) return 'shape';
  return checkDigit(vin) === vin.charAt(8) ? undefined : 'check-digit';
}
