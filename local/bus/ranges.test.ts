import { describe, expect, it } from 'vitest';
import { openMirror, readMovingRange } from './ranges.ts';

const NOW = Date.parse('2026-03-02T14:00:00.000Z');
const query = (condition: string, end = '2026-03-02T14:00:00.000Z#~') => ({
  TableName: 'story',
  IndexName: 'due',
  KeyConditionExpression: condition,
  ExpressionAttributeNames: { '#p': 'duePk', '#s': 'dueSk' },
  ExpressionAttributeValues: { ':p': { S: 'DUE#0' }, ':end': { S: end } },
});
const row = (sk: string, due: string | undefined) => ({
  pk: { S: 'p' },
  sk: { S: sk },
  ...(due === undefined ? {} : { duePk: { S: 'DUE#0' }, dueSk: { S: due } }),
});
const record = (sk: string, due: string | undefined) => ({
  dynamodb: { Keys: { sk: { S: sk }, pk: { S: 'p' } }, NewImage: row(sk, due) },
});
const iso = (at: number | undefined): string | undefined => (at === undefined ? undefined : new Date(at).toISOString());

describe('ranges that end at the present', () => {
  it.each([
    ['#p = :p AND #s <= :end', 0],
    ['(#p = :p) AND (#s < :end)', 0],
  ])('%s is one', (condition, behind) => {
    expect(readMovingRange(query(condition), NOW)).toMatchObject({
      partitionAttribute: 'duePk',
      partitionValue: 'DUE#0',
      sortAttribute: 'dueSk',
      behind,
    });
  });

  it('knows how far its end is from the present', () => {
    expect(readMovingRange(query('#p = :p AND #s <= :end', '2026-03-02T13:58:00.000Z'), NOW)?.behind).toBe(120_000);
  });

  it.each([
    '#p = :p',
    '#p = :p AND begins_with(#s, :end)',
    '#p = :p AND #s > :end',
    '#p = :p AND #s BETWEEN :a AND :end',
  ])('%s is none', (condition) => {
    expect(readMovingRange(query(condition), NOW)).toBeUndefined();
  });

  it('a bound that is no instant does not move, so nothing is known', () => {
    expect(readMovingRange(query('#p = :p AND #s <= :end', 'zzz'), NOW)).toBeUndefined();
  });

  it('are mirrored: loaded once, kept by the stream’s records, whatever came meanwhile', async () => {
    const range = readMovingRange(query('#p = :p AND #s <= :end'), NOW);
    if (range === undefined) throw new Error('not a range');
    let answer: (page: Record<string, unknown>) => void = () => undefined;
    const mirror = openMirror(() => new Promise((resolve) => (answer = resolve)), new Map([['story', ['pk', 'sk']]]));
    const followed = mirror.follow(range);
    // While it loads, a row that the answer still has was taken out, and another was moved.
    mirror.record('story', record('gone', undefined));
    mirror.record('story', record('moved', '2026-03-09T00:00:00.000Z#x'));
    answer({
      Items: [
        row('gone', '2026-03-03T00:00:00.000Z#x'),
        row('moved', '2026-03-04T00:00:00.000Z#x'),
        row('far', '2026-03-10T00:00:00.000Z#x'),
      ],
    });
    expect(await followed).toBe(true);
    expect(iso(mirror.nextIn(range))).toBe('2026-03-09T00:00:00.000Z');
    mirror.record('story', record('moved', undefined));
    expect(iso(mirror.nextIn(range))).toBe('2026-03-10T00:00:00.000Z');
    mirror.record('story', record('late', '2026-03-01T00:00:00.000Z#x'));
    expect(iso(mirror.nextIn(range))).toBe('2026-03-01T00:00:00.000Z');
    mirror.record('story', { dynamodb: { Keys: { pk: { S: 'p' }, sk: { S: 'late' } } } });
    mirror.record('story', record('far', undefined));
    expect(mirror.nextIn(range)).toBeUndefined();
  });

  it('of a table without a stream cannot be followed', async () => {
    const range = readMovingRange(query('#p = :p AND #s <= :end'), NOW);
    if (range === undefined) throw new Error('not a range');
    expect(await openMirror(async () => ({}), new Map()).follow(range)).toBe(false);
  });
});
