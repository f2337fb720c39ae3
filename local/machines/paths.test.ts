import { describe, expect, test } from 'vitest';
import { select } from './data.ts';
import { parsePath, placeResult, readPath } from './paths.ts';
import { compileTemplate } from './template.ts';

const path = (text: string) => {
  const parsed = parsePath(text);
  if (parsed === undefined) throw new Error(`${text} is not a reference path`);
  return parsed;
};

describe('states-language.net, "Reference Paths"', () => {
  const data = { store: { book: [{ title: 'a' }, { title: 'b' }], 'a b': { "it's": 1 } }, 'x-y': 0, ü: null };
  test.each([
    ['$', data],
    ['$.store.book[1].title', 'b'],
    ["$['store']['a b']['it\\'s']", 1],
    ['$["store"].book[0]', { title: 'a' }],
    ['$.x-y', 0],
    ['$.ü', null],
    ['$.store.book[2]', undefined],
    ['$.store.book.length', undefined],
    ['$.toString', undefined],
    ['$.x-y.z', undefined],
  ])('%s', (text, found) => expect(readPath(path(text), data, {})).toEqual(found));

  test('"$$" is the context object', () => {
    expect(readPath(path('$$.Task.Token'), data, { Task: { Token: 't' } })).toBe('t');
    expect(readPath(path('$$'), data, { a: 1 })).toEqual({ a: 1 });
  });

  test.each([
    '',
    'a',
    '$.',
    '$a',
    '$..a',
    '$.a[*]',
    '$.a[-1]',
    '$.a[0:2]',
    '$.a[?(@.b)]',
    '$.a,b',
    "$['a','b']",
    '$.a b',
    'States.UUID()',
  ])('%j is none', (text) => expect(parsePath(text)).toBeUndefined());
});

describe('states-language.net, "InputPath" and "OutputPath"', () => {
  test('absent is everything, null is an empty object', () => {
    expect(select('InputPath', undefined, { a: 1 }, {})).toEqual({ a: 1 });
    expect(select('InputPath', null, { a: 1 }, {})).toEqual({});
    expect(select('InputPath', path('$.a'), { a: 1 }, {})).toBe(1);
    expect(select('InputPath', path('$$.b'), { a: 1 }, { b: 2 })).toBe(2);
  });

  test('a path that finds nothing is States.Runtime', () => {
    expect(() => select('OutputPath', path('$.b'), { a: 1 }, {})).toThrow(
      "States.Runtime: Invalid path '$.b' in the field OutputPath",
    );
  });
});

describe('states-language.net, "ResultPath"', () => {
  const input = { title: 'numbers', nested: { a: [1, 2] } };
  test.each([
    ['$', 7, 7],
    ['$.sum', 7, { ...input, sum: 7 }],
    ['$.title', 7, { ...input, title: 7 }],
    ['$.new.deep.sum', 7, { ...input, new: { deep: { sum: 7 } } }],
    ['$.nested.a[1]', 7, { ...input, nested: { a: [1, 7] } }],
    ['$.nested.b', 7, { ...input, nested: { a: [1, 2], b: 7 } }],
  ])('%s', (text, result, output) => {
    expect(placeResult(path(text), input, result)).toEqual(output);
    expect(input).toEqual({ title: 'numbers', nested: { a: [1, 2] } });
  });

  test.each(['$.title.deep', '$.nested.a[2]', '$.nested[0]', '$.missing[0]'])('%s is a mismatch', (text) => {
    expect(() => placeResult(path(text), input, 7)).toThrow('States.ResultPathMatchFailure');
  });

  test('what is not an object has no fields to write', () => {
    expect(() => placeResult(path('$.a'), 'text', 7)).toThrow('States.ResultPathMatchFailure');
  });
});

describe('states-language.net, "Payload Template"', () => {
  const fill = (template: unknown, input: unknown, context: unknown = {}) =>
    compileTemplate(template, (place, problem) => {
      throw new Error(`${place} ${problem}`);
    })(input, context);

  test('fields that end with ".$" are replaced at every depth, all else stays', () => {
    const template = {
      flag: true,
      list: [{ 'x.$': '$.a[0]' }, 'text $.a'],
      deep: { 'whole.$': '$', 'name.$': '$$.State.Name' },
    };
    expect(fill(template, { a: [1] }, { State: { Name: 'One' } })).toEqual({
      flag: true,
      list: [{ x: 1 }, 'text $.a'],
      deep: { whole: { a: [1] }, name: 'One' },
    });
  });

  test('a value that is null is found, one that is missing is States.Runtime', () => {
    expect(fill({ 'x.$': '$.a' }, { a: null })).toEqual({ x: null });
    expect(() => fill({ 'x.$': '$.b' }, { a: null })).toThrow(
      `States.Runtime: The JSONPath '$.b' specified for the field 'x.$' could not be found in the input '{"a":null}'`,
    );
  });
});
