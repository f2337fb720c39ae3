import { describe, expect, it } from 'vitest';
import type { SourceMappingModel } from '../template/model.ts';
import { mapping } from '../testing/small-cloud.ts';
import { openDelivery, type StreamRecord } from './mapping.ts';

/** A function that fails on the records called bad, a clock that is set by hand, and everything that was asked of them. */
function story(rest: Partial<SourceMappingModel>, fails: (sequences: readonly string[]) => unknown) {
  let now = 0;
  const calls: string[][] = [];
  const lost: string[] = [];
  let place = '';
  const delivery = openDelivery(mapping('reader', rest), {
    clock: { now: () => now },
    async invoke(event) {
      const sequences = JSON.parse(event).Records.map((one: { n: string }) => one.n);
      calls.push(sequences);
      const answer = fails(sequences);
      return answer === true
        ? { failed: true, payload: '{}' }
        : { failed: false, payload: JSON.stringify(answer ?? null) };
    },
    checkpoint(sequence) {
      place = sequence;
    },
    giveUp(records, condition, _, through) {
      lost.push(`${records.map((one) => one.sequence).join()} ${condition}`);
      this.checkpoint(through);
    },
  });
  const add = (...sequences: string[]) =>
    delivery.add(
      sequences.map((sequence): StreamRecord => ({ eventID: sequence, sequence, at: now, document: { n: sequence } })),
      (record) => !record.sequence.startsWith('-'),
    );
  /** Plays until nothing is left, and answers the instants in seconds at which it tried. */
  async function play(most = 50): Promise<number[]> {
    const instants: number[] = [];
    for (let round = 0; round < most; round += 1) {
      instants.push(now / 1000);
      await delivery.work();
      const due = delivery.nextDue();
      if (due === undefined) break;
      now = due;
    }
    return instants;
  }
  return { add, play, calls, lost, place: () => place, delivery };
}

// AWS Lambda Developer Guide, "Using AWS Lambda with Amazon DynamoDB": batches, error handling, partial answers.
describe('an event source mapping', () => {
  it('makes batches in order and remembers its place, past what no filter lets through', async () => {
    const { add, play, calls, place } = story({ batchSize: 2 }, () => undefined);
    add('1', '-2', '3', '4', '-5');
    await play();
    expect(calls).toEqual([['1', '3'], ['4']]);
    expect(place()).toBe('-5');
  });

  it('takes up a partial answer at the first record that failed', async () => {
    let bad = true;
    const { add, play, calls, place } = story({ reportItemFailures: true }, (sequences) => {
      const failing = bad && sequences.includes('2');
      bad = false;
      return failing ? { batchItemFailures: [{ itemIdentifier: '2' }] } : { batchItemFailures: [] };
    });
    add('1', '2', '3');
    expect(await play()).toEqual([0, 1]);
    expect(calls).toEqual([
      ['1', '2', '3'],
      ['2', '3'],
    ]);
    expect(place()).toBe('3');
  });

  it('halves a failing batch until the poison is alone, gives that up and goes on', async () => {
    const { add, play, calls, lost, place } = story({ bisectOnError: true, maximumRetryAttempts: 1 }, (sequences) =>
      sequences.includes('3'),
    );
    add('1', '2', '3', '4');
    await play();
    expect(lost).toEqual(['3 RetryAttemptsExhausted']);
    expect(calls).toEqual([['1', '2', '3', '4'], ['1', '2'], ['3', '4'], ['3'], ['3'], ['4']]);
    expect(place()).toBe('4');
  });

  it('waits longer after each failure, at most a minute, and gives up on age', async () => {
    const { add, play, lost } = story({ maximumRecordAgeSeconds: 200 }, () => true);
    add('1');
    expect(await play()).toEqual([0, 1, 3, 7, 15, 31, 63, 123, 183]);
    expect(lost).toEqual(['1 RecordAgeExceeded']);
  });

  it('a failing batch blocks what comes behind it', async () => {
    const { add, play, calls } = story({ batchSize: 1 }, (sequences) => sequences[0] === '1');
    add('1', '2');
    await play(4);
    expect(calls).toEqual([['1'], ['1'], ['1'], ['1']]);
  });
});
