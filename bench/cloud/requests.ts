/**
 * How many requests a second the API takes, from the socket of the gateway through the bundled function to the engine and
 * back. What the requests set off (events, follow-ups) happens meanwhile, on the same cores, and so does the client.
 */
import type { Caller } from '../../demo/api.ts';
import { profileOf } from './clientele.ts';
import { eachOf, openPlace, type Place } from './place.ts';

/** Requests a second, and what was asked. */
export interface RequestSpeed {
  readonly requests: number;
  readonly seconds: number;
  readonly perSecond: number;
  /** How many in ten of each kind. */
  readonly mix: Readonly<Record<string, number>>;
  readonly callers: number;
}

const store = '/stores/S01';
const known = 50;

const consents = [
  { channel: 'email', optedOut: true },
  { channel: 'email', optedOut: false, wording: 'I want to hear from you by mail again.', source: 'counter' },
];

/** What is asked; `n` makes each customer a new one. */
const kinds: Readonly<Record<string, (caller: Caller, n: number) => Promise<unknown>>> = {
  'read a customer': (caller, n) => caller.get(`${store}/customers/C-${n % known}`),
  'read a customer’s story': (caller, n) => caller.get(`${store}/customers/C-${n % known}/story`),
  'list my promises': (caller) => caller.get(`${store}/promises/mine`),
  'list customers’ vehicles': (caller, n) => caller.get(`${store}/customers/C-${n % known}/vehicles`),
  'create a customer': (caller, n) => caller.post(`${store}/customers`, profileOf(known + n)),
  'change consent': (caller, n) =>
    caller.put(`${store}/customers/C-${n % known}/consent`, consents[Math.floor(n / known) % 2]),
};

const mix = {
  'read a customer': 3,
  'read a customer’s story': 1,
  'list my promises': 2,
  'list customers’ vehicles': 2,
  'create a customer': 1,
  'change consent': 1,
} as const;

const callers = 8;

async function ask({ api }: Place, requests: number, first: number): Promise<number> {
  const caller = await api.as('advisor-sam');
  const tenth = Object.entries(mix).flatMap(([kind, count]) => Array.from({ length: count }, () => kind));
  const numbers = Array.from({ length: requests }, (_, n) => first + n);
  const began = performance.now();
  await eachOf(
    numbers,
    callers,
    (n) => kinds[tenth[n % tenth.length] ?? '']?.(caller, n) ?? Promise.reject(new Error('no kind')),
  );
  return (performance.now() - began) / 1000;
}

/** Asks so often, after a few hundred that are not counted: code that has run before is what a second request meets. */
export async function measureRequests(requests = 3000): Promise<RequestSpeed> {
  const cloud = await openPlace();
  try {
    const caller = await cloud.api.as('advisor-sam');
    for (let n = 0; n < known; n += 1) {
      await caller.post(`${store}/customers`, { customerId: `C-${n}`, ...profileOf(n) });
      await caller.post(`${store}/customers/C-${n}/vehicles`, {
        vehicleId: `V-${n}`,
        make: 'Honda',
        model: 'Accord',
        year: 2021,
      });
    }
    const warming = Math.min(requests, 500);
    await ask(cloud, warming, 0);
    const seconds = await ask(cloud, requests, warming);
    return {
      requests,
      seconds: Number(seconds.toPrecision(3)),
      perSecond: Math.round(requests / seconds),
      mix,
      callers,
    };
  } finally {
    await cloud.close();
  }
}
