/**
 * Words that make a text an offer. A status text with an offer in it is marketing (domain section 5, rule 13; 47 CFR
 * 64.1200(f)(1) asks whether a message encourages the purchase of goods or services). A list can only catch the plain
 * cases; it is kept short so that it stays quiet about ordinary words.
 */
interface OfferWord {
  readonly word: RegExp;
  /** The language in which it is an offer; everywhere when absent. */
  readonly language?: 'en' | 'es';
}

/** The list. */
export const offerWords: readonly OfferWord[] = [
  { word: /\d+\s?%\s?(off|de descuento)\b/i },
  { word: /\$\s?\d+(\.\d\d)? off\b/i },
  { word: /\b(on|for|flash|clearance|holiday|year-end) sale\b|\bsale (ends|price|event)\b|\bsale!/i, language: 'en' },
  { word: /\b(discount|discounted|discounts|coupon|coupons|promo|promos|promotion|promotional|rebate|rebates)\b/i },
  {
    word: /\b(special|limited-time|exclusive|limited time) (offer|offers|deal|deals|price|pricing)\b/i,
    language: 'en',
  },
  { word: /\b(great|best|hot) (deal|deals)\b|\bsave (up to )?\$?\d/i, language: 'en' },
  { word: /\b(clearance|cash back|bonus cash|buy one|trade-in bonus)\b/i, language: 'en' },
  { word: /\bfree (gift|oil change|car wash|inspection|service|detail|upgrade)\b/i, language: 'en' },
  { word: /\b(oferta|ofertas|descuento|descuentos|promoción|promociones|rebaja|rebajas|liquidación)\b/i },
  { word: /(?<!\p{L})cupón(?!\p{L})|\bcupones\b|\bahorre\b|\bahorra\b/iu, language: 'es' },
  { word: /\b(precio|precios) (especial|especiales)\b|\bgratis\b/i, language: 'es' },
];
