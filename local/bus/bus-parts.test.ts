import { describe, expect, it } from 'vitest';
import { readSchedule } from './schedule.ts';
import { inputFor } from './transform.ts';

const at = (text: string): number => Date.parse(text);
const iso = (instant: number | undefined): string | undefined =>
  instant === undefined ? undefined : new Date(instant).toISOString();
const RULE = { arn: 'arn:rule', name: 'rule' };
const target = (rest: object) => ({
  id: 't',
  arn: 'arn:f',
  maximumRetryAttempts: 0,
  maximumEventAgeSeconds: 60,
  ...rest,
});

describe('schedules', () => {
  it.each([
    ['rate(1 minute)', '2026-03-02T14:00:00.000Z', '2026-03-02T14:01:00.000Z'],
    ['rate(1 minute)', '2026-03-02T14:00:00.001Z', '2026-03-02T14:01:00.000Z'],
    ['rate(6 hours)', '2026-03-02T14:00:00.000Z', '2026-03-02T18:00:00.000Z'],
    ['cron(15 10 ? * MON-FRI *)', '2026-03-06T10:15:00.000Z', '2026-03-09T10:15:00.000Z'],
    ['cron(0/20 * * * ? *)', '2026-03-02T14:41:00.000Z', '2026-03-02T15:00:00.000Z'],
    ['cron(0 0 1 * ? *)', '2026-12-31T23:59:00.000Z', '2027-01-01T00:00:00.000Z'],
    ['cron(0 12 29 FEB ? *)', '2026-03-02T14:00:00.000Z', '2028-02-29T12:00:00.000Z'],
    ['cron(0 8 ? * 2,4 2026)', '2026-12-30T09:00:00.000Z', undefined],
  ])('%s after %s fires at %s', (expression, after, next) => {
    expect(iso(readSchedule(expression)(at(after)))).toBe(next);
  });

  it.each([
    'rate(0 minutes)',
    'at(2026-01-01T00:00:00)',
    'cron(0 0 * * * *)',
    'cron(0 0 L * ? *)',
    'cron(99 0 * * ? *)',
  ])('refuses %s', (expression) => {
    expect(() => readSchedule(expression)).toThrow();
  });
});

describe('what a target is handed', () => {
  const event = { detail: { id: 'e1', list: [{ n: 7 }], words: 'say "hi"' }, source: 'story' };
  it.each([
    ['the event', {}, JSON.stringify(event)],
    ['a constant', { input: '{"a":1}' }, '{"a":1}'],
    ['a part', { inputPath: '$.detail.list[0]' }, '{"n":7}'],
    [
      'a template with an object in it',
      { inputPaths: { event: '$.detail' }, inputTemplate: '{"followUp":"parts-eta","event":<event>}' },
      `{"followUp":"parts-eta","event":${JSON.stringify(event.detail)}}`,
    ],
    ['a text in a template', { inputPaths: { id: '$.detail.id' }, inputTemplate: '{"id":<id>}' }, '{"id":"e1"}'],
    [
      'a text inside a text',
      { inputPaths: { words: '$.detail.words' }, inputTemplate: '"He did <words>"' },
      '"He did say \\"hi\\""',
    ],
    ['EventBridge’s own values', { inputTemplate: '{"rule":<aws.events.rule-name>}' }, '{"rule":"rule"}'],
  ])('%s', (_, rest, expected) => {
    expect(inputFor(target(rest), event, RULE, '2026-03-02T14:00:00Z')).toBe(expected);
  });
});
