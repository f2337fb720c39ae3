/** Reads SQLite's columns as what they were written as. */
type Row = Readonly<Record<string, unknown>>;

export const text = (row: Row, column: string): string => String(row[column]);
export const whole = (row: Row, column: string): number => Number(row[column]);

export function maybeText(row: Row, column: string): string | undefined {
  const value = row[column];
  return typeof value === 'string' ? value : undefined;
}

export function maybeWhole(row: Row, column: string): number | undefined {
  const value = row[column];
  return typeof value === 'number' ? value : undefined;
}

/** One of a few words. */
export function word<const W extends string>(row: Row, column: string, words: readonly W[]): W {
  const value = row[column];
  const found = words.find((candidate) => candidate === value);
  if (found === undefined)
    throw new Error(`The store holds ${JSON.stringify(value)} in "${column}", which is none of ${words.join(', ')}`);
  return found;
}
