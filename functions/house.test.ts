/** What doors may write down: ids and names of errors, whatever the settings say. */
import type { Context } from 'aws-lambda';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { door, report } from './house.ts';

const listen = () => {
  const lines: string[] = [];
  const take = (line: unknown) => {
    lines.push(String(line));
    return true;
  };
  vi.spyOn(process.stdout, 'write').mockImplementation(take);
  vi.spyOn(process.stderr, 'write').mockImplementation(take);
  return lines;
};

describe('the log', () => {
  afterEach(() => vi.unstubAllEnvs());

  it('carries the name and the place of an error, never its words', () => {
    const lines = listen();
    report(new TypeError('Sam’s number is\n+13125550123'), 'request-1');
    const text = lines.join('');
    expect(text).toContain('TypeError');
    expect(text).toContain('request-1');
    expect(text).toContain('house.test.ts');
    expect(text).not.toContain('Sam');
    expect(text).not.toContain('5550123');
  });

  it('takes no line of the words for a place', () => {
    const lines = listen();
    report(new TypeError('cannot write\n    at Sam Lee, 7719 Elm Street'), 'request-1');
    const changed = new TypeError('first');
    changed.message = 'then';
    report(changed, 'request-2');
    expect(lines.join('')).toContain('house.test.ts');
    expect(lines.join('')).not.toContain('Sam');
  });

  it('never carries the event, also where a setting asks for it', async () => {
    vi.stubEnv('POWERTOOLS_LOGGER_LOG_EVENT', 'true');
    const lines = listen();
    const answer = await door(async (event: { name: string }) => event.name.length)({ name: 'Sam Lee' }, {
      awsRequestId: 'a-1',
      functionName: 'f',
    } as Context);
    expect(answer).toBe(7);
    expect(lines.join('')).not.toContain('Sam');
  });
});
