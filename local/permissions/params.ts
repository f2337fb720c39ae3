/** Reading requests that came over the wire and may have any shape. */

export type Params = unknown;

function fieldOf(params: Params, name: string): unknown {
  if (typeof params !== 'object' || params === null || !Object.hasOwn(params, name)) return undefined;
  return Reflect.get(params, name);
}

export function textOf(params: Params, name: string): string | undefined {
  const value = fieldOf(params, name);
  return typeof value === 'string' ? value : undefined;
}

/** The members of a list, or nothing when there is no such list. */
export function partsOf(params: Params, name: string): readonly Params[] {
  const value = fieldOf(params, name);
  return Array.isArray(value) ? value : [];
}

/** The fields of an object, or nothing when there is no such object. */
export function fieldsOf(params: Params, name: string): readonly (readonly [string, Params])[] {
  const value = fieldOf(params, name);
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

/** The fields of the request itself. */
export function entriesOf(params: Params): readonly (readonly [string, Params])[] {
  return typeof params === 'object' && params !== null ? Object.entries(params) : [];
}
