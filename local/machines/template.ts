/** Payload Templates (states-language.net, "Payload Template"): what Parameters and ResultSelector are made of. */
import { runtimeError } from './errors.ts';
import { isObject } from './json.ts';
import { type Path, parsePath, readPath } from './paths.ts';

/** Fills the template; a path that finds nothing is `States.Runtime`. */
export type Template = (input: unknown, context: unknown) => unknown;

/** Told once per problem, with the field's place inside the template. */
export type Complain = (place: string, problem: string) => void;

/** Reads a template; what is not supported is complained about, and then nothing may be filled. */
export function compileTemplate(raw: unknown, complain: Complain, place = ''): Template {
  if (Array.isArray(raw)) {
    const items = raw.map((item: unknown, index) => compileTemplate(item, complain, `${place}[${index}]`));
    return (input, context) => items.map((item) => item(input, context));
  }
  if (isObject(raw)) return compileFields(raw, complain, place);
  return () => raw;
}

function compileFields(raw: Readonly<Record<string, unknown>>, complain: Complain, place: string): Template {
  const fields = Object.entries(raw).map(([key, value]): readonly [string, Template] => {
    const at = `${place}.${key}`;
    if (!key.endsWith('.$')) return [key, compileTemplate(value, complain, at)];
    const name = key.slice(0, -2);
    if (Object.hasOwn(raw, name)) complain(at, `there is "${name}" as well, and both name one field`);
    const path = typeof value === 'string' ? parsePath(value) : undefined;
    if (path !== undefined) return [name, pathValue(key, path)];
    complain(at, `must be a reference path; ${show(value)} is none, and intrinsic functions are not supported`);
    return [name, () => null];
  });
  return (input, context) => Object.fromEntries(fields.map(([name, fill]) => [name, fill(input, context)]));
}

function pathValue(key: string, path: Path): Template {
  return (input, context) => {
    const value = readPath(path, input, context);
    if (value !== undefined) return value;
    const where = path.root === 'context' ? 'context object' : 'input';
    const cause = `The JSONPath '${path.text}' specified for the field '${key}' could not be found in the ${where}`;
    throw runtimeError(`${cause} '${JSON.stringify(path.root === 'context' ? context : input)}'`);
  };
}

/** A value from a definition as it is shown in a sentence. */
export const show = (value: unknown): string => JSON.stringify(value) ?? 'nothing';
