import { describe, expect, test } from 'vitest';
import { compileRule } from './choice.ts';
import { oneTask, openStory } from './testing.ts';

const holds = (rule: unknown, input: unknown, context: unknown = {}) =>
  compileRule(
    rule,
    (place, problem) => {
      throw new Error(`${place} ${problem}`);
    },
    '',
  )(input, context);

describe('states-language.net, "Choice State", "Data-test expression"', () => {
  const input = {
    s: 'hold',
    n: 5,
    b: false,
    t: '2026-03-02T14:00:00Z',
    later: '2026-03-02T09:30:00-06:00',
    nil: null,
    list: [1],
    s2: 'hold',
  };
  test.each([
    ['StringEquals', 's', 'hold', true],
    ['StringEquals', 's', 'Hold', false],
    ['StringEquals', 'n', '5', false],
    ['StringEqualsPath', 's', '$.s2', true],
    ['StringLessThan', 's', 'holds', true],
    ['StringGreaterThan', 's', 'Z', true],
    ['StringLessThanEquals', 's', 'hold', true],
    ['StringGreaterThanEqualsPath', 's', '$.s2', true],
    ['StringMatches', 's', 'h*d', true],
    ['StringMatches', 's', 'h*', true],
    ['StringMatches', 's', 'h.ld', false],
    ['StringMatches', 's', 'h\\*d', false],
    ['NumericEquals', 'n', 5, true],
    ['NumericEquals', 's', 5, false],
    ['NumericLessThan', 'n', 5.5, true],
    ['NumericGreaterThanEquals', 'n', 6, false],
    ['NumericGreaterThanPath', 'n', '$.list[0]', true],
    ['BooleanEquals', 'b', false, true],
    ['BooleanEquals', 'nil', false, false],
    ['BooleanEqualsPath', 'b', '$.b', true],
    ['TimestampEquals', 't', '2026-03-02T08:00:00-06:00', true],
    ['TimestampLessThan', 't', '2026-03-02T14:00:00.001Z', true],
    ['TimestampLessThanPath', 't', '$.later', true],
    ['TimestampEquals', 's', '2026-03-02T14:00:00Z', false],
    ['IsNull', 'nil', true, true],
    ['IsNull', 's', false, true],
    ['IsPresent', 'missing', false, true],
    ['IsPresent', 'nil', true, true],
    ['IsString', 's', true, true],
    ['IsNumeric', 's', true, false],
    ['IsBoolean', 'b', true, true],
    ['IsTimestamp', 't', true, true],
    ['IsTimestamp', 's', true, false],
  ])('%s of %s and %j is %j', (operator, field, operand, expected) => {
    expect(holds({ Variable: `$.${field}`, [operator]: operand }, input)).toBe(expected);
  });

  test('And, Or and Not, in one another', () => {
    const is = (field: string, value: string) => ({ Variable: `$.${field}`, StringEquals: value });
    const rule = { And: [is('a', '1'), { Or: [is('b', '1'), { Not: is('b', '2') }] }] };
    expect(holds(rule, { a: '1', b: '3' })).toBe(true);
    expect(holds(rule, { a: '1', b: '2' })).toBe(false);
    expect(holds(rule, { a: '2', b: '1' })).toBe(false);
  });

  test('And stops at the first that does not hold, so that IsPresent can guard', () => {
    const rule = {
      And: [
        { Variable: '$.a', IsPresent: true },
        { Variable: '$.a', StringEquals: '1' },
      ],
    };
    expect(holds(rule, {})).toBe(false);
  });

  test('a variable of the context object', () => {
    expect(holds({ Variable: '$$.State.Name', StringEquals: 'One' }, {}, { State: { Name: 'One' } })).toBe(true);
  });
});

describe('in a machine', () => {
  const machine = (fields: Readonly<Record<string, unknown>>) => ({
    StartAt: 'What next?',
    States: {
      'What next?': {
        Type: 'Choice',
        Choices: [
          { Variable: '$.do', StringEquals: 'a', Next: 'A' },
          { Variable: '$.do', StringMatches: '*', Next: 'B' },
        ],
        ...fields,
      },
      A: { Type: 'Succeed' },
      B: { Type: 'Succeed' },
    },
  });

  test('the first rule that holds leads on', async () => {
    const story = openStory(machine({}));
    await story.start({ do: 'a' });
    expect(story.state()).toBe('A');
    expect(story.types()).toEqual([
      'ExecutionStarted',
      'ChoiceStateEntered',
      'ChoiceStateExited',
      'SucceedStateEntered',
      'SucceedStateExited',
      'ExecutionSucceeded',
    ]);
  });

  test('without one, and without Default, the error is States.NoChoiceMatched', async () => {
    const story = openStory(machine({}));
    expect(await story.start({ do: 1 })).toMatchObject({ status: 'FAILED', error: 'States.NoChoiceMatched' });
  });

  test('a rule about a field that is not there is States.Runtime', async () => {
    const story = openStory(machine({ Default: 'A' }));
    expect(await story.start({})).toMatchObject({
      status: 'FAILED',
      error: 'States.Runtime',
      cause:
        "An error occurred while executing the state 'What next?'. Invalid path '$.do': The choice state's condition path references an invalid value.",
    });
  });

  test('its input can be narrowed', async () => {
    const story = openStory(machine({ InputPath: '$.step' }));
    expect(await story.start({ step: { do: 'a' } })).toMatchObject({ status: 'SUCCEEDED', output: '{"do":"a"}' });
  });

  test('two machines in one history stay apart', async () => {
    const story = openStory(oneTask());
    await story.start({}, 'first');
    await story.start({}, 'second');
    expect(story.types('first')).toEqual(story.types('second'));
  });
});
