import { describe, expect, test } from 'vitest';
import { checkDefinition, DefinitionError } from './definition.ts';
import { INVOKE, oneTask, SLEEP, sleeper } from './testing.ts';

function problemsOf(definition: unknown): readonly string[] {
  try {
    checkDefinition(definition);
    return [];
  } catch (error) {
    if (error instanceof DefinitionError) return error.problems;
    throw error;
  }
}

const states = (all: Readonly<Record<string, unknown>>) => ({ StartAt: Object.keys(all)[0], States: all });
const end = { Type: 'Succeed' };

test('what we render is taken', () => {
  expect(problemsOf(oneTask())).toEqual([]);
  expect(problemsOf(sleeper())).toEqual([]);
});

describe('everything else is one sentence with its state and field', () => {
  const cases: Readonly<Record<string, readonly [definition: unknown, ...sentences: string[]]>> = {
    'nesting deeper than any machine': [
      oneTask({ Parameters: JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`) }),
      'The machine is nested deeper than 100 levels.',
    ],
    'another query language on the machine': [
      { ...oneTask(), QueryLanguage: 'JSONata' },
      'The machine, field "QueryLanguage": only JSONPath is supported by the local cloud.',
    ],
    'another query language in a state': [
      oneTask({ QueryLanguage: 'JSONata' }),
      'State "Work", field "QueryLanguage": only JSONPath is supported by the local cloud.',
    ],
    'fields of JSONata and variables': [
      oneTask({ Arguments: {}, Assign: {} }),
      'State "Work", field "Arguments": is not supported by the local cloud.',
      'State "Work", field "Assign": is not supported by the local cloud.',
    ],
    'a state type that we do not render': [
      states({ Many: { Type: 'Map', End: true } }),
      'State "Many", field "Type": "Map" is not supported by the local cloud, only Task, Choice, Wait, Pass, Succeed, Fail.',
    ],
    'a resource that we do not render': [
      oneTask({ Resource: 'arn:aws:states:::sqs:sendMessage' }),
      'State "Work", field "Resource": "arn:aws:states:::sqs:sendMessage" is not supported by the local cloud, only "arn:aws:states:::lambda:invoke" and "arn:aws:states:::aws-sdk:dynamodb:updateItem", with or without ".waitForTaskToken".',
    ],
    'a function invoked without an answer': [
      oneTask({ Parameters: { FunctionName: 'work', InvocationType: 'Event' } }),
      'State "Work", field "Parameters.InvocationType": only "RequestResponse" is supported by the local cloud.',
    ],
    'a function without a name': [
      oneTask({ Parameters: { Payload: {}, LogType: 'Tail' } }),
      'State "Work", field "Parameters.LogType": is not supported by the local cloud.',
      'State "Work", field "Parameters.FunctionName": is missing.',
    ],
    'a wait for a token that nobody is given': [
      oneTask({ Resource: SLEEP, Parameters: { TableName: 't' } }),
      'State "Work", field "Parameters": the task waits for a token, but nothing in it is "$$.Task.Token".',
    ],
    'a path with more than one answer': [
      oneTask({ InputPath: '$.lines[*]' }),
      'State "Work", field "InputPath": must be a reference path (like $.a.b[0]); "$.lines[*]" is none.',
    ],
    'an intrinsic function': [
      oneTask({ Parameters: { FunctionName: 'work', Payload: { 'id.$': 'States.UUID()' } } }),
      'State "Work", field "Parameters.Payload.id.$": must be a reference path; "States.UUID()" is none, and intrinsic functions are not supported.',
    ],
    'one field named twice in a template': [
      oneTask({ ResultSelector: { a: 1, 'a.$': '$.a' } }),
      'State "Work", field "ResultSelector.a.$": there is "a" as well, and both name one field.',
    ],
    'a result written into the context object': [
      oneTask({ ResultPath: '$$.Task' }),
      'State "Work", field "ResultPath": must begin with "$."; the context object is read only.',
    ],
    'a retrier with chance in it': [
      oneTask({ Retry: [{ ErrorEquals: ['A'], JitterStrategy: 'FULL' }] }),
      'State "Work", field "Retry[0].JitterStrategy": "FULL" is chance, and the local cloud has none.',
    ],
    'a wildcard that is not alone, or not last': [
      oneTask({
        Retry: [{ ErrorEquals: ['States.ALL', 'A'] }],
        Catch: [
          { ErrorEquals: ['States.ALL'], Next: 'Work' },
          { ErrorEquals: ['A'], Next: 'Work' },
        ],
      }),
      'State "Work", field "Retry[0].ErrorEquals": "States.ALL" must stand alone.',
      'State "Work", field "Catch": has "States.ALL" before its last entry.',
    ],
    'an error name that the language does not have': [
      oneTask({ Retry: [{ ErrorEquals: ['States.Oops'] }] }),
      'State "Work", field "Retry[0].ErrorEquals": names an error beginning with "States." that the language does not have.',
    ],
    'a longest delay below the first': [
      oneTask({ Retry: [{ ErrorEquals: ['A'], IntervalSeconds: 5, MaxDelaySeconds: 5 }] }),
      'State "Work", field "Retry[0].MaxDelaySeconds": must be greater than IntervalSeconds.',
    ],
    'a timeout of nothing': [
      oneTask({ TimeoutSeconds: 0 }),
      'State "Work", field "TimeoutSeconds": Too small: expected number to be >=1.',
    ],
    'two timeouts, two ways on': [
      oneTask({ TimeoutSeconds: 5, TimeoutSecondsPath: '$.s', Next: 'Work' }),
      'State "Work", field "End": does not go together with "Next".',
      'State "Work", field "TimeoutSecondsPath": does not go together with "TimeoutSeconds".',
    ],
    'a heartbeat without a token': [
      oneTask({ HeartbeatSeconds: 5 }),
      'State "Work", field "HeartbeatSeconds": only a task with ".waitForTaskToken" can send a heartbeat.',
    ],
    'a heartbeat slower than the timeout': [
      sleeper({ TimeoutSecondsPath: undefined, TimeoutSeconds: 5, HeartbeatSeconds: 5 }),
      'State "Wait for news", field "HeartbeatSeconds": must be smaller than TimeoutSeconds.',
    ],
    'no way on': [states({ One: { Type: 'Pass' } }), 'State "One", field "Next": either "Next" or "End" is needed.'],
    'a wait for nothing, a wait for two things': [
      states({
        One: { Type: 'Wait', Next: 'Two' },
        Two: { Type: 'Wait', Seconds: 1, TimestampPath: '$.t', End: true },
      }),
      'State "One", field "Seconds": one of Seconds, SecondsPath, Timestamp, TimestampPath is needed.',
      'State "Two", field "TimestampPath": does not go together with "Seconds".',
    ],
    'a choice by an operator that is none': [
      states({ One: { Type: 'Choice', Choices: [{ Variable: '$.a', StringLike: 'x', Next: 'Two' }] }, Two: end }),
      'State "One", field "Choices[0].StringLike": is not supported by the local cloud.',
    ],
    'a choice with a value of the wrong kind, deep inside': [
      states({
        One: { Type: 'Choice', Choices: [{ And: [{ Not: { Variable: '$.a', NumericEquals: '1' } }], Next: 'Two' }] },
        Two: end,
      }),
      'State "One", field "Choices[0].And[0].Not.NumericEquals": must be a number; it is "1".',
    ],
    'ways to states that are not there, and states to which no way leads': [
      states({
        One: { Type: 'Choice', Choices: [{ Variable: '$.a', IsNull: true, Next: 'Here' }], Default: 'There' },
        Lost: end,
      }),
      'State "One", field "Choices[0].Next": there is no state "Here".',
      'State "One", field "Default": there is no state "There".',
      'State "Lost": no other state leads to it.',
    ],
    'a start that is not there': [
      { StartAt: 'Nowhere', States: { One: end } },
      'The machine, field "StartAt": there is no state "Nowhere".',
      'State "One": no other state leads to it.',
    ],
    'a name too long': [
      states({ ['n'.repeat(81)]: end }),
      `State "${'n'.repeat(81)}": the name has more than 80 characters.`,
    ],
    'a field of a state on the machine': [
      { ...oneTask(), Retry: [] },
      'The machine, field "Retry": is not supported by the local cloud.',
    ],
    'no definition at all': ['{}', 'The machine, field "": Invalid input: expected object, received string.'],
  };
  test.each(Object.entries(cases))('%s', (_, [definition, ...sentences]) => {
    expect(problemsOf(definition)).toEqual(sentences);
  });
});

test('all problems are told at once', () => {
  const broken = states({ One: { Type: 'Map' }, Two: { Type: 'Task', Resource: INVOKE, Parameters: {}, End: true } });
  expect(problemsOf(broken)).toHaveLength(2);
});
