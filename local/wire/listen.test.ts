import { get } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { type Listening, listen } from './listen.ts';

let open: Listening | undefined;
afterEach(() => open?.close());

const statusFor = (port: number, host: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    get({ port, host: '127.0.0.1', headers: { host } }, (answer) => resolve(answer.resume().statusCode)).on(
      'error',
      reject,
    );
  });

test('a page that made its own name point here reads nothing', async () => {
  open = await listen(0, '--port');
  open.serve((_request, response) => response.end('tokens'));
  const { port } = open;
  expect(await statusFor(port, `127.0.0.1:${port}`)).toBe(200);
  expect(await statusFor(port, 'localhost')).toBe(200);
  expect(await statusFor(port, `evil.example:${port}`)).toBe(421);
  expect(await statusFor(port, '127.0.0.1.evil.example')).toBe(421);
});
