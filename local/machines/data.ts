/** Input and output processing (states-language.net, "Input and Output Processing"), the parts that states share. */
import { runtimeError, StateError } from './errors.ts';
import { type Path, placeResult, readPath } from './paths.ts';

/** A path field of a state: absent is everything, null is an empty object. */
type PathField = Path | null | undefined;

/** InputPath and OutputPath: the part of the data that the path names. */
export function select(field: string, path: PathField, data: unknown, context: unknown): unknown {
  if (path === undefined) return data;
  if (path === null) return {};
  return need(field, path, data, context);
}

/** What a path names; nothing there is `States.Runtime`. */
export function need(field: string, path: Path, data: unknown, context: unknown): unknown {
  const value = readPath(path, data, context);
  if (value !== undefined) return value;
  throw runtimeError(
    `Invalid path '${path.text}' in the field ${field}: it finds nothing in '${JSON.stringify(data)}'`,
  );
}

/** ResultPath: absent, the result is the output; null, the raw input is; otherwise the raw input with the result in it. */
export function combine(path: PathField, rawInput: unknown, result: unknown): unknown {
  if (path === undefined) return result;
  if (path === null) return rawInput;
  return placeResult(path, rawInput, result);
}

/** A number of seconds given plainly or by a path; a path must find a whole number of at least `least`. */
export function secondsOf(
  field: string,
  seconds: number | undefined,
  path: Path | undefined,
  data: unknown,
  context: unknown,
  least: number,
): number | undefined {
  if (path === undefined) return seconds;
  const value = need(field, path, data, context);
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= 99_999_999) return value;
  throw runtimeError(
    `The ${field} parameter must be a whole number from ${least} to 99999999; '${path.text}' is ${JSON.stringify(value)}`,
  );
}

/** A string given plainly or by a path. */
export function textOf(
  field: string,
  text: string | undefined,
  path: Path | undefined,
  data: unknown,
  context: unknown,
): string | undefined {
  if (path === undefined) return text;
  const value = need(field, path, data, context);
  if (typeof value === 'string') return value;
  throw runtimeError(`The ${field} parameter must be a string; '${path.text}' is ${JSON.stringify(value)}`);
}

/** More than 256 KiB; `States.ALL` does not take it. */
export const dataLimitExceeded = (state: string): StateError =>
  new StateError(
    'States.DataLimitExceeded',
    `The state/task '${state}' returned a result with a size exceeding the maximum number of bytes service limit.`,
  );
