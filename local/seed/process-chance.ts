/**
 * Chance inside a thread or process that runs code of the house: whatever it draws (ids, request tokens, pauses) comes
 * from a seed, and its requests leave one after another, so that none overtakes another on its way.
 */
import crypto, { createHash } from 'node:crypto';
import { Agent } from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import { uuidFrom } from './chance.ts';

/** Bytes from a name, as many as wanted. */
function bytesFrom(name: string): (length: number) => Buffer {
  let block = 0;
  let rest = Buffer.alloc(0);
  return (length) => {
    while (rest.length < length) {
      block += 1;
      rest = Buffer.concat([rest, createHash('sha256').update(`${name} ${block}`).digest()]);
    }
    const taken = rest.subarray(0, length);
    rest = rest.subarray(length);
    return taken;
  };
}

/** Requests of one process to one address go one at a time. */
function oneSocket(): void {
  const add: unknown = Reflect.get(Agent.prototype, 'addRequest');
  if (typeof add !== 'function') throw new Error('This Node has no Agent.addRequest.');
  Reflect.set(Agent.prototype, 'addRequest', function (this: Agent, ...args: unknown[]) {
    this.maxSockets = 1;
    return Reflect.apply(add, this, args);
  });
}

/**
 * Puts seeded chance in the place of the random one, for all code that is loaded afterwards. What is answered begins it
 * anew under a name: an invocation's chance depends on its id, and not on what ran in this thread before.
 */
export function seedProcess(seed: string): (name: string) => void {
  let bytes = bytesFrom(`${seed} load`);
  const fill = <Filled extends NodeJS.ArrayBufferView>(view: Filled): Filled => {
    bytes(view.byteLength).copy(Buffer.from(view.buffer, view.byteOffset, view.byteLength));
    return view;
  };
  const uuid = (): string => uuidFrom(bytes(16));
  const randomBytes = (size: number, done?: (error: null, bytes: Buffer) => void): Buffer | undefined => {
    const drawn = Buffer.from(bytes(size));
    if (done === undefined) return drawn;
    queueMicrotask(() => done(null, drawn));
    return undefined;
  };
  Reflect.set(crypto, 'randomBytes', randomBytes);
  Reflect.set(crypto, 'randomFillSync', fill);
  Reflect.set(crypto, 'randomUUID', uuid);
  syncBuiltinESMExports();
  for (const [name, value] of [
    ['getRandomValues', fill],
    ['randomUUID', uuid],
  ] as const)
    Object.defineProperty(globalThis.crypto, name, { value, configurable: true, writable: true });
  Math.random = () => bytes(4).readUInt32BE() / 2 ** 32;
  oneSocket();
  return (name) => {
    bytes = bytesFrom(`${seed} ${name}`);
  };
}
