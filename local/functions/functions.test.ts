import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openClock } from '../clock/virtual-clock.ts';
import { newFolder, smallCloud } from '../testing/small-cloud.ts';
import { newClockCell, writeClockCell } from './clock-cell.ts';
import { type Functions, openFunctions } from './functions.ts';
import { type Logs, openLogs } from './logs.ts';

const folder = newFolder();
let functions: Functions;
let logs: Logs;

const model = smallCloud(folder, {
  echo: {
    code: `export const handler = async (event, context) => { console.log('heard ' + event.say); return { event, name: context.functionName, left: context.getRemainingTimeInMillis() > 0, now: new Date().toISOString(), env: process.env.OWN, api: process.env.PUBLIC_URL, home: process.env.HOME ?? null, key: process.env.AWS_ACCESS_KEY_ID.slice(0, 4) }; };`,
    environment: { OWN: 'from the template', PUBLIC_URL: 'https://a1.execute-api.us-east-1.amazonaws.com/v1/' },
  },
  callback: { code: `export const handler = (event, context, done) => { setTimeout(() => done(null, 'later'), 5); };` },
  failing: { code: `export const handler = async () => { throw new TypeError('not that'); };` },
  sleepy: { code: `export const handler = () => new Promise(() => {});`, timeoutSeconds: 1 },
  broken: { code: `throw new Error('no start');` },
  leaving: { code: `export const handler = () => { process.exit(3); };` },
  counting: {
    code: `let n = 0; export const handler = async (event) => { n += 1; const mine = n; await new Promise((go) => setTimeout(go, event.millis)); return mine; };`,
  },
});

beforeAll(() => {
  const clock = openClock({ realNow: () => 0, manual: true });
  const cell = newClockCell();
  writeClockCell(cell, Date.now)(Date.parse('2026-03-02T14:00:00.000Z'), false);
  logs = openLogs(folder);
  functions = openFunctions({
    model,
    clock,
    cell,
    awsUrl: 'http://127.0.0.1:1',
    apiUrl: 'http://127.0.0.1:2/v1/',
    logs,
    ids: () => 'request-1',
    seed: undefined,
    tableLineOf: () => undefined,
    written: () => undefined,
  });
});

afterAll(async () => {
  await functions.stop();
  await logs.close();
  rmSync(folder, { recursive: true, force: true });
});

async function invoke(name: string, event: unknown = {}): Promise<{ failed: boolean; answer: unknown }> {
  const one = functions.find(name);
  if (one === undefined) throw new Error(name);
  const { failed, payload } = await functions.invoke(one, JSON.stringify(event));
  return { failed, answer: JSON.parse(payload) };
}

// AWS Lambda Developer Guide: "Lambda function handler in Node.js", "Defined runtime environment variables".
describe('a function', () => {
  it('sees its template’s environment but for the API’s address, nothing of the host’s, and the virtual clock', async () => {
    expect(await invoke('echo', { say: 'hello' })).toEqual({
      failed: false,
      answer: {
        event: { say: 'hello' },
        name: 'echo',
        left: true,
        now: '2026-03-02T14:00:00.000Z',
        env: 'from the template',
        api: 'http://127.0.0.1:2/v1/',
        home: null,
        key: 'ASIA',
      },
    });
    await expect.poll(() => readFileSync(join(folder, 'logs', 'echo.log'), 'utf8')).toBe('heard hello\n');
  });

  it('may answer by callback', async () => {
    expect(await invoke('callback')).toEqual({ failed: false, answer: 'later' });
  });

  it('fails with Lambda’s document, and is there for the next call', async () => {
    const failed = {
      failed: true,
      answer: {
        errorType: 'TypeError',
        errorMessage: 'not that',
        trace: expect.arrayContaining(['TypeError: not that']),
      },
    };
    expect(await invoke('failing')).toEqual(failed);
    expect(await invoke('failing')).toEqual(failed);
  });

  it('is ended at its timeout, in real time', async () => {
    expect(await invoke('sleepy')).toMatchObject({
      failed: true,
      answer: { errorType: 'Sandbox.Timedout', errorMessage: expect.stringContaining('timed out after 1.00 seconds') },
    });
  });

  it('that cannot start, or leaves, fails its call only', async () => {
    expect(await invoke('broken')).toMatchObject({ failed: true, answer: { errorMessage: 'no start' } });
    expect(await invoke('leaving')).toMatchObject({ failed: true, answer: { errorType: 'Runtime.ExitError' } });
    expect(await invoke('leaving')).toMatchObject({ failed: true });
  });

  const counted = async (calls: number, millis: number): Promise<number[]> => {
    const many = await Promise.all(Array.from({ length: calls }, () => invoke('counting', { millis })));
    return many.map(({ answer }) => Number(answer)).toSorted((a, b) => a - b);
  };

  it('handles short calls one after the other in a worker that it keeps', async () => {
    expect(await counted(1, 1)).toEqual([1]);
    expect(await counted(8, 1)).toEqual([2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('gets more workers, four at most, when calls wait behind long ones', async () => {
    const counts = await counted(8, 700);
    // Each worker counts for itself: as many workers are new as calls saw a one.
    const fresh = counts.filter((count) => count === 1).length;
    expect(fresh).toBeGreaterThan(0);
    expect(fresh).toBeLessThanOrEqual(3);
  });

  it('is found by name, ARN and qualified ARN', () => {
    const arn = 'arn:aws:lambda:us-east-1:123456789012:function:echo';
    expect(
      [functions.find('echo'), functions.find(arn), functions.find(`${arn}:$LATEST`)].map((one) => one?.name),
    ).toEqual(['echo', 'echo', 'echo']);
    expect(functions.find('nobody')).toBeUndefined();
  });
});
