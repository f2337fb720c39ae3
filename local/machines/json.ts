/** Small questions about parsed JSON. */

export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Parses text that this room itself wrote. */
export const parseJson = (text: string): unknown => JSON.parse(text);

/** JSON has no undefined: a task without an answer answered null. */
export const toJson = (value: unknown): string => JSON.stringify(value ?? null);

/** The parsed text, or undefined when it is not JSON. */
export function tryParse(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: parseJson(text) };
  } catch {
    return undefined;
  }
}

/** 256 KiB as UTF-8, the most that a state takes or gives (AWS quota, "Maximum input or output size"). */
export const MOST_BYTES = 262_144;

export const tooLarge = (text: string): boolean =>
  text.length > MOST_BYTES || (text.length * 3 > MOST_BYTES && Buffer.byteLength(text) > MOST_BYTES);

/** Whether lists and objects stand in each other more than so many levels deep; itself without recursion. */
export function isDeeperThan(value: unknown, levels: number): boolean {
  let level: unknown[] = [value];
  for (let deep = 0; deep <= levels; deep += 1) {
    level = level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []));
    if (level.length === 0) return false;
  }
  return true;
}
