/** Cars whose service, warranty or lease falls due within four months, and what becomes of them. Days count from the first. */
import type { Wish } from './customers.ts';

/** What happens about a car or its owner on a day. */
export interface Happening {
  readonly day: number;
  readonly what:
    | 'is sold'
    | 'is recalled'
    | 'is repaired'
    | 'comes into the shop'
    | 'goes home'
    | 'has a visit booked'
    | 'is not funded'
    | 'is funded';
}

/** What happens about the owner on a day. */
export interface Mood {
  readonly day: number;
  readonly complains: boolean;
}

/** A course of things about one car. */
export interface CarStory {
  readonly name: string;
  /** How its owner wants to be written to; by SMS unless said. */
  readonly wish?: Wish;
  /** Whether the owner agreed in writing to offers by SMS; yes unless said. */
  readonly agreed?: false;
  /** Cars of the owner; the second is like the first. */
  readonly cars?: 2;
  /** The last service, days before the first day, and what the odometer showed. */
  readonly serviced?: { readonly daysAgo: number; readonly miles: number };
  /** What the odometer showed before that. */
  readonly read?: { readonly daysAgo: number; readonly miles: number };
  /** Days until the papers end. */
  readonly warrantyEnds?: number;
  readonly leaseEnds?: number;
  readonly follows?: readonly Happening[];
  readonly moods?: readonly Mood[];
  /** What the owner does about the first message. */
  readonly answers?: 'books' | 'asks' | 'stops' | 'unsubscribes';
}

const serviced = (daysAgo: number, miles = 42_000) => ({ serviced: { daysAgo, miles } });

/**
 * All courses at one store. Who drives as most do is due five months after the last service, by miles, and hears of it two
 * weeks before: 138 days after it.
 */
export const carStories: readonly CarStory[] = [
  { name: 'is due by time, and books', ...serviced(122), answers: 'books' },
  { name: 'is due by miles', ...serviced(20, 40_000), read: { daysAgo: 80, miles: 34_000 } },
  { name: 'is due; nobody answers', ...serviced(118) },
  { name: 'loses its warranty; the owner stops', ...serviced(30), warrantyEnds: 95, answers: 'stops' },
  { name: 'comes off lease', ...serviced(25), leaseEnds: 200, answers: 'asks' },
  {
    name: 'is recalled',
    ...serviced(15),
    follows: [
      { day: 12, what: 'is recalled' },
      { day: 30, what: 'is repaired' },
    ],
  },
  { name: 'is due, and sold', ...serviced(112), follows: [{ day: 33, what: 'is sold' }] },
  {
    name: 'is due; the owner complains',
    ...serviced(117),
    moods: [
      { day: 18, complains: true },
      { day: 31, complains: false },
    ],
  },
  { name: 'is due; nobody agreed to offers', ...serviced(113), agreed: false },
  { name: 'is due; the owner unsubscribes', wish: 'EMAIL', ...serviced(116), answers: 'unsubscribes' },
  { name: 'is due, like the other one', cars: 2, ...serviced(110) },
  { name: 'was not seen for long', ...serviced(262, 61_000) },
  { name: 'is due, with a visit ahead', ...serviced(117), follows: [{ day: 15, what: 'has a visit booked' }] },
  {
    name: 'is due, and in the shop',
    ...serviced(117),
    follows: [
      { day: 18, what: 'comes into the shop' },
      { day: 23, what: 'goes home' },
    ],
  },
  {
    name: 'loses its warranty, unpaid',
    warrantyEnds: 85,
    follows: [
      { day: 21, what: 'is not funded' },
      { day: 40, what: 'is funded' },
    ],
  },
  { name: 'has nothing to be done', ...serviced(10, 12_000) },
];
