/** Reading what came over the wire: fields of which nothing is known yet. */

/** A JSON object. */
export type Fields = Readonly<Record<string, unknown>>;

/** Whether the value is a JSON object. */
export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value as an object; without fields when it is none. */
export const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : {});

/** The value as a list; empty when it is none. */
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** A text; empty when the field is missing or none. */
export const textOf = (of: Fields, field: string): string => {
  const value = of[field];
  return typeof value === 'string' ? value : '';
};

/** A number; NaN when the field is missing or none, so that no comparison with it holds. */
export const numberOf = (of: Fields, field: string): number => {
  const value = of[field];
  return typeof value === 'number' ? value : Number.NaN;
};
