/** The bus: EventBridge. Only the publish door may use it, for whatever is said must have been committed first. */
import { EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import type { Envelope } from '../core/kernel/event.ts';
import { byteLength } from './bytes.ts';
import { type Environment, need } from './environment.ts';

/** An event that the bus did not take: its position among those handed over, and the bus' word for why. */
export interface Unsent {
  readonly position: number;
  readonly reason: string;
}

/** Where events go out. */
export interface Bus {
  /** Sends events in their order and answers those that were not taken. Does not throw: the others may have gone. */
  send(events: readonly Envelope[]): Promise<readonly Unsent[]>;
}

// PutEvents takes so many entries, and so many bytes over all of them.
const mostEntries = 10;
const mostBytes = 256 * 1024;

interface Addressed {
  readonly position: number;
  readonly entry: PutEventsRequestEntry;
  readonly size: number;
}

/** The event as the bus carries it. Its size counts as EventBridge counts: 14 bytes for the time, UTF-8 for the rest. */
function addressed(event: Envelope, position: number, bus: string): Addressed {
  const words = { Source: 'lanekeep', DetailType: event.type, Detail: JSON.stringify(event) };
  const size = 14 + Object.values(words).reduce((sum, text) => sum + byteLength(text), 0);
  return { position, entry: { EventBusName: bus, Time: new Date(event.at), ...words }, size };
}

/** Cuts the entries into calls, each within the limits, in order. */
function callsOf(entries: readonly Addressed[]): readonly (readonly Addressed[])[] {
  const calls: Addressed[][] = [];
  let bytes = 0;
  for (const entry of entries) {
    const call = calls.at(-1);
    if (call === undefined || call.length === mostEntries || bytes + entry.size > mostBytes) {
      calls.push([entry]);
      bytes = entry.size;
    } else {
      call.push(entry);
      bytes += entry.size;
    }
  }
  return calls;
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'Unknown');

async function put(client: EventBridgeClient, call: readonly Addressed[]): Promise<readonly Unsent[]> {
  try {
    const { Entries = [] } = await client.send(new PutEventsCommand({ Entries: call.map(({ entry }) => entry) }));
    return call.flatMap(({ position }, i) => {
      const answer = Entries[i];
      return answer?.EventId === undefined ? [{ position, reason: answer?.ErrorCode ?? 'NoAnswer' }] : [];
    });
  } catch (error) {
    return call.map(({ position }) => ({ position, reason: nameOf(error) }));
  }
}

/** The bus of this name, through this client. */
export function eventBus(client: EventBridgeClient, name: string): Bus {
  return {
    async send(events) {
      const entries = events.map((event, position) => addressed(event, position, name));
      const tooLarge = entries.filter(({ size }) => size > mostBytes);
      const unsent: Unsent[] = tooLarge.map(({ position }) => ({ position, reason: 'TooLarge' }));
      for (const call of callsOf(entries.filter(({ size }) => size <= mostBytes)))
        unsent.push(...(await put(client, call)));
      return unsent;
    },
  };
}

/** The bus named by BUS_NAME. Call it once per process: it opens the client. */
export const openBus = (env: Environment): Bus => eventBus(new EventBridgeClient({}), need(env, 'BUS_NAME'));
