import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SignatureCheck, Signer } from '../kernel/ports.ts';
import { fromEpochMillis, parseInstant, plus, toEpochMillis } from '../kernel/time.ts';
import type { Link, LinkAction } from './link.ts';
import { makeLink, readLink } from './token.ts';

const mac = (key: string, text: string) => createHmac('sha256', `secret of ${key}`).update(text).digest('base64url');

const signer = (key = '1'): Signer => ({ key, sign: async (text) => mac(key, text) });

const asked: string[] = [];
const check = (...keys: readonly string[]): SignatureCheck => ({
  isGenuine: async (key, text, signature) => {
    asked.push(text);
    return keys.includes(key) && mac(key, text) === signature;
  },
});

const now = parseInstant('2026-03-10T14:30:00Z');
const tapped: Link = {
  storeId: 'S01',
  subject: 'ap-01JNZ8R6QK4YQ2V1W9T3H5M7XC',
  actions: ['confirm', 'move', 'cancel'],
  expiresAt: plus(now, { days: 3 }),
};

const id = fc.stringMatching(/^[A-Za-z0-9-]{1,40}$/);
const anyLink: fc.Arbitrary<Link> = fc
  .record({
    unsubscribes: fc.boolean(),
    storeId: fc.stringMatching(/^[A-Z0-9]{1,8}$/),
    number: id,
    kind: fc.constantFrom('ap', 'vh', 'cv', 'ro'),
    actions: fc.subarray<LinkAction>(['confirm', 'move', 'cancel'], { minLength: 1 }),
    customerId: id,
    messageId: fc.option(fc.stringMatching(/^[a-z0-9](?:[A-Za-z0-9.-]{0,60}[A-Za-z0-9])$/), { nil: undefined }),
    seconds: fc.integer({ min: 1, max: 4_000_000_000 }),
  })
  .map(({ unsubscribes, storeId, number, kind, actions, customerId, messageId, seconds }) => ({
    storeId,
    subject: `${unsubscribes ? kind : 'ap'}-${number}`,
    actions: unsubscribes ? ['unsubscribe'] : actions,
    ...(unsubscribes ? { customerId } : {}),
    ...(messageId === undefined ? {} : { messageId }),
    expiresAt: fromEpochMillis(seconds * 1000),
  }));

describe('a link', () => {
  test('comes back as it was made', async () => {
    await fc.assert(
      fc.asyncProperty(anyLink, async (link) => {
        const token = await makeLink(link, signer());
        const at = fromEpochMillis(toEpochMillis(link.expiresAt) - 1);
        expect(await readLink(token, at, check('1'))).toEqual({ is: 'good', link });
        // One segment of an address, as it is.
        expect(encodeURIComponent(token)).toBe(token);
      }),
    );
  });

  test('is refused when any of it was changed, lengthened or shortened', async () => {
    const characters = Array.from('.-_~AZaz019%/+=');
    await fc.assert(
      fc.asyncProperty(
        anyLink,
        fc.nat(),
        fc.constantFrom(...characters),
        fc.nat(2),
        async (link, place, other, how) => {
          const token = await makeLink(link, signer());
          const at = place % token.length;
          const after = how === 0 ? token.slice(at + 1) : token.slice(at);
          const changed = `${token.slice(0, at)}${how === 2 ? '' : other}${how === 2 ? after.slice(1) : after}`;
          fc.pre(changed !== token);
          expect(['forged', 'malformed']).toContain((await readLink(changed, now, check('1'))).is);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('opens nothing from the very moment of its end', async () => {
    const token = await makeLink(tapped, signer());
    const last = fromEpochMillis(toEpochMillis(tapped.expiresAt) - 1);
    expect(await readLink(token, last, check('1'))).toMatchObject({ is: 'good' });
    expect(await readLink(token, tapped.expiresAt, check('1'))).toEqual({ is: 'expired', link: tapped });
  });

  test('fits a text message', async () => {
    const customerId = '01JNZ8R6QK4YQ2V1W9T3H5M7XD';
    expect((await makeLink(tapped, signer())).length).toBe(89);
    expect((await makeLink({ ...tapped, customerId }, signer())).length).toBe(115);
    expect((await makeLink({ ...tapped, storeId: 'STORE123', customerId }, signer())).length).toBe(120);
  });

  test('goes on working when the key is changed, for as long as the old one is still known', async () => {
    const old = await makeLink(tapped, signer('1'));
    expect(await readLink(old, now, check('2', '1'))).toMatchObject({ is: 'good' });
    expect(await readLink(old, now, check('2'))).toEqual({ is: 'forged' });
  });

  test('of another key is not taken for one of this key', async () => {
    const token = await makeLink(tapped, signer('2'));
    expect(await readLink(token.replace(/^2/, '1'), now, check('1', '2'))).toEqual({ is: 'forged' });
  });
});

test.each([
  ['nothing', ''],
  ['a word', 'hello'],
  ['dots', '.......'],
  ['what never ends', 'a'.repeat(100_000)],
  ['an end beyond all calendars', `1.zzzzzzzz.1.S01.ap-1..${'A'.repeat(43)}`],
  ['no action', `1.tbwq2o.0.S01.ap-1..${'A'.repeat(43)}`],
  ['an action nobody knows', `1.tbwq2o.g.S01.ap-1..${'A'.repeat(43)}`],
  ['a leading zero', `1.0tbwq2o.1.S01.ap-1..${'A'.repeat(43)}`],
  ['another store’s spelling', `1.tbwq2o.1.s01.ap-1..${'A'.repeat(43)}`],
  ['an appointment’s action about a vehicle', `1.tbwq2o.1.S01.vh-1..${'A'.repeat(43)}`],
  ['an end to nobody’s subscription', `1.tbwq2o.8.S01.vh-1..${'A'.repeat(43)}`],
  ['two things at once', `1.tbwq2o.9.S01.ap-1.C-1.${'A'.repeat(43)}`],
  ['a subject that is none', `1.tbwq2o.1.S01.xx-1..${'A'.repeat(43)}`],
  ['a signature that is too short', `1.tbwq2o.1.S01.ap-1..${'A'.repeat(42)}`],
  ['another script', `1.tbwq2o.1.S01.ap-١..${'A'.repeat(43)}`],
])('%s is no link, and the key service is not asked', async (_, token) => {
  asked.length = 0;
  expect(await readLink(token, now, check('1'))).toEqual({ is: 'malformed' });
  expect(asked).toEqual([]);
});
