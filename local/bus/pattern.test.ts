import { describe, expect, it } from 'vitest';
import { matches, readPattern } from './pattern.ts';

// Amazon EventBridge User Guide, "Comparison operators for use in event patterns".
const table: readonly (readonly [string, unknown, unknown, boolean])[] = [
  ['equals', { source: ['a', 'b'] }, { source: 'b' }, true],
  ['equals is exact', { source: ['a'] }, { source: 'A' }, false],
  ['all fields must match', { a: [1], b: [2] }, { a: 1, b: 3 }, false],
  ['null matches null', { a: [null] }, { a: null }, true],
  ['null does not match absence', { a: [null] }, {}, false],
  ['a list matches when one element does', { a: ['x'] }, { a: ['w', 'x'] }, true],
  ['nested', { detail: { data: { n: [1] } } }, { detail: { data: { n: 1 } } }, true],
  ['a list of objects matches when one does', { a: { b: [2] } }, { a: [{ b: 1 }, { b: 2 }] }, true],
  ['prefix', { a: [{ prefix: 'parts-' }] }, { a: 'parts-order' }, true],
  ['prefix ignoring case', { a: [{ prefix: { 'equals-ignore-case': 'PARTS-' } }] }, { a: 'parts-order' }, true],
  ['suffix', { a: [{ suffix: '.ordered' }] }, { a: 'parts-order.ordered' }, true],
  ['suffix, not', { a: [{ suffix: '.ordered' }] }, { a: 'parts-order' }, false],
  ['anything-but', { a: [{ 'anything-but': ['x', 'y'] }] }, { a: 'z' }, true],
  ['anything-but, not', { a: [{ 'anything-but': 'x' }] }, { a: 'x' }, false],
  ['anything-but needs the field', { a: [{ 'anything-but': 'x' }] }, {}, false],
  ['anything-but prefix', { a: [{ 'anything-but': { prefix: 'x' } }] }, { a: 'xy' }, false],
  ['anything-but suffixes', { a: [{ 'anything-but': { suffix: ['.a', '.b'] } }] }, { a: 'n.c' }, true],
  ['anything-but wildcard', { a: [{ 'anything-but': { wildcard: '*/lib/*' } }] }, { a: 'x/lib/y' }, false],
  ['exists', { a: [{ exists: true }] }, { a: 0 }, true],
  ['exists, not', { a: [{ exists: true }] }, {}, false],
  ['exists false', { a: [{ exists: false }] }, {}, true],
  ['exists false deep below nothing', { a: { b: [{ exists: false }] } }, {}, true],
  ['exists false with a value', { a: [{ exists: false }] }, { a: null }, false],
  ['exists false or a value', { a: [{ exists: false }, 'x'] }, { a: 'x' }, true],
  ['numeric', { a: [{ numeric: ['>', 0, '<=', 5] }] }, { a: 5 }, true],
  ['numeric, not', { a: [{ numeric: ['>', 0, '<=', 5] }] }, { a: 0 }, false],
  ['numeric =', { a: [{ numeric: ['=', 3.018e2] }] }, { a: 301.8 }, true],
  ['numeric on text', { a: [{ numeric: ['>', 0] }] }, { a: '1' }, false],
  ['equals-ignore-case', { a: [{ 'equals-ignore-case': 'ALICE' }] }, { a: 'alice' }, true],
  ['wildcard', { a: [{ wildcard: 'dir/*.png' }] }, { a: 'dir/x/y.png' }, true],
  ['wildcard is anchored', { a: [{ wildcard: '*.png' }] }, { a: 'x.png.txt' }, false],
  ['wildcard escapes', { a: [{ wildcard: 'a\\*b' }] }, { a: 'axb' }, false],
  ['wildcard takes dots as dots', { a: [{ wildcard: 'a.b*' }] }, { a: 'axb' }, false],
  ['$or', { $or: [{ a: [1] }, { b: [2] }] }, { b: 2 }, true],
  ['$or beside a field', { c: [1], $or: [{ a: [1] }, { b: [2] }] }, { c: 2, b: 2 }, false],
  [
    'the outbox filter: new',
    { dynamodb: { NewImage: { kind: { S: ['outbox'] }, publishedAt: { S: [{ exists: false }] } } } },
    { dynamodb: { NewImage: { kind: { S: 'outbox' } } } },
    true,
  ],
  [
    'the outbox filter: published',
    { dynamodb: { NewImage: { kind: { S: ['outbox'] }, publishedAt: { S: [{ exists: false }] } } } },
    { dynamodb: { NewImage: { kind: { S: 'outbox' }, publishedAt: { S: '2026' } } } },
    false,
  ],
];

describe('event patterns', () => {
  it.each(table)('%s', (_, pattern, event, expected) => {
    expect(matches(pattern, event)).toBe(expected);
  });

  it.each([
    ['cidr', { a: [{ cidr: '10.0.0.0/24' }] }, 'a: the operator cidr is not supported'],
    ['a bare value', { a: 'x' }, 'a: a value must be in a list'],
    ['an empty list', { a: { b: [] } }, 'a.b: an empty list'],
    ['two operators at once', { a: [{ prefix: 'x', suffix: 'y' }] }, 'exactly one operator'],
    ['nothing', {}, 'is empty'],
    ['a numeric without number', { a: [{ numeric: ['>', 'x'] }] }, 'needs a number'],
    ['a lonely $or', { $or: [{ a: [1] }] }, 'two or more'],
    ['two stars', { a: [{ wildcard: 'a**' }] }, 'two stars'],
  ])('refuses %s when it is read', (_, pattern, words) => {
    expect(() => readPattern(pattern)).toThrow(words);
  });
});
