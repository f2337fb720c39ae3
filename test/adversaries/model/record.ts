/** The tiny model: what a person with a notebook would know of the store, in plain maps. It shares no code with the house. */

/** A customer, as the notebook has them. */
export interface Person {
  readonly id: string;
  version: number;
  phones: string[];
  smsOut: boolean;
  mailOut: boolean;
  /** Marketing by text: revoked, or agreed for a number. */
  marketingOut: boolean;
  agreedFor: string | undefined;
  complains: boolean;
  mergedInto: string | undefined;
  /** Whom they were merged with, and the numbers that came along with each. */
  readonly brought: Map<string, readonly string[]>;
}

/** An appointment. */
export interface Visit {
  readonly id: string;
  readonly customer: string;
  version: number;
  status: 'HELD' | 'BOOKED' | 'ARRIVED' | 'CANCELLED' | 'RELEASED' | 'MISSED';
  startsAt: string;
  heldUntil: number;
  confirmed: boolean;
  callback: boolean;
  declined: boolean;
  rebooked: boolean;
}

/** A line of a parts order; each has one. */
export interface Part {
  version: number;
  status: 'REQUESTED' | 'ORDERED' | 'RECEIVED' | 'INSTALLED' | 'CANCELLED';
  eta: string | undefined;
}

/** A repair order. */
export interface Order {
  readonly id: string;
  readonly customer: string;
  version: number;
  status: 'OPEN' | 'CLOSED' | 'VOIDED';
  readonly parts: Map<string, Part>;
}

/** The notebook. */
export interface Notebook {
  readonly people: Map<string, Person>;
  readonly visits: Map<string, Visit>;
  readonly orders: Map<string, Order>;
  /** Numbers that said stop, and have not said start since. */
  readonly stopped: Set<string>;
  /** By number: whom our last message was for, and which visit's time it told. */
  readonly last: Map<string, { readonly customer: string; readonly visit: string; readonly told: string | undefined }>;
  /** How many of the town's messages were looked at. */
  read: number;
}

/** A customer nobody has said anything about yet. */
export const newPerson = (id: string, phones: readonly string[], smsOut: boolean): Person => ({
  id,
  version: 1,
  phones: [...phones],
  smsOut,
  mailOut: false,
  marketingOut: false,
  agreedFor: undefined,
  complains: false,
  mergedInto: undefined,
  brought: new Map(),
});

/** An appointment as it is made at an instant, in milliseconds; a slot is held for ten minutes. */
export const newVisit = (
  id: string,
  customer: string,
  startsAt: string,
  status: Visit['status'],
  now: number,
): Visit => ({
  id,
  customer,
  version: 1,
  status,
  startsAt,
  heldUntil: now + 10 * 60_000,
  confirmed: false,
  callback: false,
  declined: false,
  rebooked: false,
});

/** An empty notebook. */
export const newNotebook = (): Notebook => ({
  people: new Map(),
  visits: new Map(),
  orders: new Map(),
  stopped: new Set(),
  last: new Map(),
  read: 0,
});

/** The ids that one person goes by. */
export const namesOf = ({ id, brought }: Person): readonly string[] => [id, ...brought.keys()];

/** Everybody with a number who is no duplicate. */
export const withNumber = ({ people }: Notebook, number: string): readonly Person[] =>
  [...people.values()].filter(({ phones, mergedInto }) => mergedInto === undefined && phones.includes(number));

/** Whether somebody takes room in a slot. */
export const takesRoom = ({ status }: Visit): boolean =>
  status === 'HELD' || status === 'BOOKED' || status === 'ARRIVED';

/** How many are in a slot. */
export const inSlot = ({ visits }: Notebook, startsAt: string): number =>
  [...visits.values()].filter((visit) => visit.startsAt === startsAt && takesRoom(visit)).length;

/** Stops all texts to somebody. */
export function stopTexts(person: Person): void {
  person.smsOut = true;
  person.agreedFor = undefined;
}
