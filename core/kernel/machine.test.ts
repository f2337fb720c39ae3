import { describe, expect, test } from 'vitest';
import { doneReplaced, drawMachine, renderMachine, review, type State, stuckState, whatNext } from './machine.ts';

const drawn = {
  name: 'first-visit',
  title: 'First visit: from the delivery to the first service',
  acts: { ask: 'Ask for a first visit' },
  waits: { answer: 'Wait for the answer', visit: 'Wait for the visit' },
  ends: { over: 'Done: the customer came' },
};

const machine = renderMachine(drawn);

const state = (label: string): State => machine.States[label] ?? {};

/** Every value in a piece of JSON, with the name it stands under. */
const values = (of: unknown, name = ''): readonly (readonly [string, unknown])[] =>
  typeof of === 'object' && of !== null
    ? Object.entries(of).flatMap(([key, each]) => values(each, Array.isArray(of) ? name : key))
    : [[name, of]];

describe('a rendered machine', () => {
  test('has a state for each label, and four of its own', () => {
    expect(Object.keys(machine.States).toSorted()).toEqual(
      [
        review,
        whatNext,
        'Ask for a first visit',
        'Wait for the answer',
        'Wait for the visit',
        'Done: the customer came',
        doneReplaced,
        stuckState,
      ].toSorted(),
    );
    expect(machine.StartAt).toBe(review);
    expect(machine.Comment).toBe(drawn.title);
  });

  test('routes on one label, and on none it does not know', () => {
    const choices = state(whatNext)['Choices'] as readonly State[];
    for (const choice of choices) {
      expect(choice).toEqual({
        Variable: '$.review.step.next',
        StringEquals: choice['Next'],
        Next: expect.any(String),
      });
    }
    expect(choices.map(({ Next }) => Next)).toEqual([
      'Ask for a first visit',
      'Wait for the answer',
      'Wait for the visit',
      'Done: the customer came',
      doneReplaced,
    ]);
    expect(state(whatNext)['Default']).toBe(stuckState);
  });

  test('leads back to Review from every act and wait, by every door', () => {
    for (const label of [...Object.values(drawn.acts), ...Object.values(drawn.waits)]) {
      const doors = values(state(label)).filter(([name]) => name === 'Next');
      expect(doors.map(([, next]) => next)).toEqual(doors.map(() => review));
      expect(doors.length).toBeGreaterThan(0);
    }
  });

  test('sleeps only if nothing happened since Review looked, and wakes by news, deadline, or a lost race', () => {
    const wait = state('Wait for the visit');
    expect(wait['Resource']).toBe('arn:aws:states:::aws-sdk:dynamodb:updateItem.waitForTaskToken');
    expect(wait['TimeoutSecondsPath']).toBe('$.review.step.wait.seconds');
    const { ConditionExpression: condition, UpdateExpression: update } = wait['Parameters'] as Record<string, string>;
    expect(condition).toBe('#version = :version AND #generation = :generation AND #state = :open');
    expect(update).toContain('#version = :next');
    const [caught] = wait['Catch'] as readonly { readonly ErrorEquals: readonly string[] }[];
    expect(caught?.ErrorEquals).toContain('States.Timeout');
    expect(caught?.ErrorEquals).toContain('DynamoDb.ConditionalCheckFailedException');
  });

  test('names every placeholder that its expressions use', () => {
    const {
      UpdateExpression: update,
      ConditionExpression: condition,
      ExpressionAttributeNames: names,
      ExpressionAttributeValues: given,
    } = state('Wait for the visit')['Parameters'] as {
      readonly UpdateExpression: string;
      readonly ConditionExpression: string;
      readonly ExpressionAttributeNames: object;
      readonly ExpressionAttributeValues: object;
    };
    const used = [...`${update} ${condition}`.matchAll(/[#:]\w+/g)].map(([found]) => found);
    expect(Object.keys({ ...names, ...given }).toSorted()).toEqual([...new Set(used)].toSorted());
  });

  test('holds reference paths only: no intrinsic function, no business', () => {
    const paths = values(machine.States).filter(([name]) => name.endsWith('.$'));
    expect(paths.length).toBeGreaterThan(10);
    for (const [name, path] of paths) expect(String(path), name).toMatch(/^\$\$?(\.[A-Za-z]+)+$/);
  });

  test('hands keys only to its doors', () => {
    for (const label of [review, 'Ask for a first visit']) {
      const { Payload } = state(label)['Parameters'] as { readonly Payload: State };
      expect(Object.keys(Payload).filter((key) => !['act.$', 'occasion.$'].includes(key))).toEqual([
        'followUp',
        'storeId.$',
        'followUpId.$',
        'generation.$',
      ]);
    }
  });

  test('leaves open what only a deployment knows', () => {
    const open = [...JSON.stringify(machine).matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name);
    expect(new Set(open)).toEqual(new Set(['ActFunctionArn', 'ReviewFunctionArn', 'TableName']));
  });
});

test('the drawing shows every state, and which are green and red', () => {
  const lines = drawMachine(drawn).split('\n');
  for (const label of Object.keys(machine.States)) {
    expect(
      lines.some((line) => line.endsWith(`: ${label.replaceAll(':', '#58;')}`)),
      label,
    ).toBe(true);
  }
  expect(lines).toContain('  class e0,e1 done');
  expect(lines).toContain('  class s red');
});
