/** What the local cloud reads of definitions, patterns and templates, spoiled: it runs, or a sentence says why not. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseInstant } from '../../core/kernel/time.ts';
import { PatternRefused, readPattern } from '../../local/bus/pattern.ts';
import { readSchedule } from '../../local/bus/schedule.ts';
import { readDuration } from '../../local/console/duration.ts';
import { checkDefinition, DefinitionError } from '../../local/machines/definition.ts';
import { parsePath } from '../../local/machines/paths.ts';
import { collectFaults } from '../../local/template/faults.ts';
import { resolve } from '../../local/template/intrinsics.ts';
import { budget, patience } from './fuzz/budget.ts';
import { hostileValues, type Json, spoils, spoilt, written } from './fuzz/hostile.ts';
import { ofPieces, soon, words } from './fuzz/words.ts';

describe('what the local cloud reads', { timeout: patience }, () => {
  /** Spoiled JSON, as its text. */
  const json = (good: Json): fc.Arbitrary<string> =>
    fc
      .array(spoils(['Type', 'Next', 'Fn::Join', 'Ref', 'prefix', 'exists', '$or']), { maxLength: 4 })
      .map((by) => written(by.reduce<Json | undefined>(spoilt, good)) || 'null');

  test('a definition runs, or is refused by name', () => {
    const good: Json = {
      StartAt: 'A',
      States: {
        A: {
          Type: 'Task',
          Resource: 'arn:aws:states:::lambda:invoke',
          Parameters: { FunctionName: 'f', 'Payload.$': '$' },
          Retry: [{ ErrorEquals: ['X'] }],
          Next: 'B',
        },
        B: { Type: 'Choice', Choices: [{ Variable: '$.a', StringEquals: 'x', Next: 'C' }], Default: 'C' },
        C: { Type: 'Succeed' },
      },
    };
    fc.assert(
      fc.property(json(good), (definition) => {
        try {
          soon(() => checkDefinition(JSON.parse(definition)));
        } catch (error) {
          expect(error).toBeInstanceOf(DefinitionError);
        }
      }),
      budget(400),
    );
  });

  test('a pattern matches or not, or is refused by name', () => {
    const good: Json = {
      detail: {
        type: [{ prefix: 'a' }, { wildcard: 'a*b*' }],
        at: [{ numeric: ['>', 1] }],
        $or: [{ x: [{ exists: false }] }, { y: ['z'] }],
      },
    };
    fc.assert(
      fc.property(json(good), fc.constantFrom(...hostileValues), (pattern, event) => {
        try {
          const matches = soon(() => readPattern(JSON.parse(pattern)));
          expect(typeof soon(() => matches({ detail: event }))).toBe('boolean');
        } catch (error) {
          expect(error).toBeInstanceOf(PatternRefused);
        }
      }),
      budget(400),
    );
  });

  test('a template’s value is resolved, or its fault is noted', () => {
    const good: Json = {
      a: { 'Fn::Join': ['-', ['x', { Ref: 'R' }]] },
      b: { 'Fn::Sub': ['${A}-${R}', { A: 'x' }] },
      c: { 'Fn::If': ['Is', 'x', { Ref: 'AWS::NoValue' }] },
      d: { 'Fn::Select': [0, { 'Fn::Split': [',', 'a,b'] }] },
    };
    fc.assert(
      fc.property(json(good), (value) => {
        const scope = {
          faults: collectFaults(),
          ref: () => 'r',
          attribute: () => 'a',
          condition: () => true,
          mapping: () => 'm',
          exported: () => 'e',
          output: () => 'o',
        };
        soon(() => resolve(JSON.parse(value), scope, 'Stack'));
      }),
      budget(400),
    );
  });

  test('schedules, durations and paths are read, or refused in a sentence', () => {
    const schedules = ofPieces(
      'rate(',
      'cron(',
      '5',
      ' ',
      'minutes',
      ')',
      '*',
      '/',
      '-',
      '0',
      'MON',
      '?',
      'L',
      '#',
      ',',
    );
    const paths = ofPieces('$', '$$', '.', '[', ']', '0', "'", 'a', '..', '*', '@', '?');
    fc.assert(
      fc.property(schedules, paths, words, (schedule, path, duration) => {
        try {
          soon(() => readSchedule(schedule)(Date.parse(parseInstant('2026-03-10T14:00:00Z'))));
        } catch (error) {
          expect(String(error)).toMatch(/not supported|schedule|cron|rate/i);
        }
        expect(['undefined', 'object']).toContain(typeof soon(() => parsePath(path)));
        expect(['undefined', 'number']).toContain(typeof soon(() => readDuration(duration)));
      }),
      budget(300),
    );
  });
});
