/** The data that a text must cope with: a text that names a missing field shall fail in its review, not at eight a.m. */
import * as z from 'zod';
import type { Template } from './template.ts';

type Data = Readonly<Record<string, unknown>>;
type Declared = Pick<Template, 'data' | 'example'>;

const without = (data: Data, name: string): Data =>
  Object.fromEntries(Object.entries(data).filter(([each]) => each !== name));

/** Whether the field may be left out. */
export const isOptional = ({ data, example }: Declared, name: string): boolean =>
  data.safeParse(without(example, name)).success;

/** Values at which texts like to turn: none, one, two, many; yes and no; each of a choice. */
function turns(field: unknown): readonly unknown[] {
  if (field instanceof z.ZodOptional) return turns(field.unwrap());
  if (field instanceof z.ZodNumber) return [0, 1, 2, 3, 10];
  if (field instanceof z.ZodBoolean) return [true, false];
  return field instanceof z.ZodEnum ? field.options : [];
}

/** The example whole and with nothing optional, each with one field changed, left out or put in. All fit the schema. */
export function variantsOf(template: Declared): readonly Data[] {
  const { data, example } = template;
  const names = Object.keys(data.shape);
  const optional = names.filter((name) => isOptional(template, name));
  const least = optional.reduce(without, { ...example });
  const changed = [example, least].flatMap((base) =>
    names.flatMap((name) => turns(data.shape[name]).map((value) => ({ ...base, [name]: value }))),
  );
  const left = optional.flatMap((name) => [without(example, name), { ...least, [name]: example[name] }]);
  return [example, least, ...left, ...changed].filter((each) => data.safeParse(each).success);
}

/** One field, as whoever edits a text reads it. */
export interface FieldShown {
  readonly name: string;
  /** `instant` and `date` are said by the filters `day` and `time`, `number` by `number`. */
  readonly kind: 'instant' | 'date' | 'number' | 'yes or no' | 'choice' | 'text';
  /** It may be missing: name it inside `{% if %}` only. */
  readonly optional: boolean;
}

function kindOf(field: unknown): FieldShown['kind'] {
  if (field instanceof z.ZodOptional) return kindOf(field.unwrap());
  if (field instanceof z.ZodISODateTime) return 'instant';
  if (field instanceof z.ZodISODate) return 'date';
  if (field instanceof z.ZodNumber) return 'number';
  if (field instanceof z.ZodBoolean) return 'yes or no';
  return field instanceof z.ZodEnum ? 'choice' : 'text';
}

/** The fields of a template. */
export const fieldsShown = (template: Declared): readonly FieldShown[] =>
  Object.entries(template.data.shape).map(([name, field]) => ({
    name,
    kind: kindOf(field),
    optional: isOptional(template, name),
  }));
