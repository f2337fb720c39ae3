/** JSON as data with a type, so that nothing read from a template needs a type assertion. */

export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json;
}

/** Parses text as JSON. @throws SyntaxError when it is not JSON. */
export function parseJson(text: string): Json {
  return JSON.parse(text);
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** Text, numbers and flags as CloudFormation writes them where it wants text; undefined for anything else. */
export function asText(value: Json | undefined): string | undefined {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
    case 'boolean':
      return String(value);
    default:
      return undefined;
  }
}

/** A scalar or a list of scalars as a list of texts; undefined when something else is inside. */
export function asTexts(value: Json | undefined): readonly string[] | undefined {
  const texts = (isList(value) ? value : [value ?? null]).map(asText);
  return texts.every((text) => text !== undefined) ? texts : undefined;
}
