/**
 * Contact windows: between which times on the recipient's clock an automated message may arrive, and how much marketing
 * a state allows in a day. They are settings, in contact-windows.json with their sources; here they are only read.
 */
import * as z from 'zod';
import { type ClockTime, calendarDate, clockTime, type LocalDate, WEEKDAYS, type Weekday } from '../../kernel/time.ts';
import file from './contact-windows.json' with { type: 'json' };
import { isState, type State } from './states.ts';

/** From (inclusive) and to (a message must have left by then), on the recipient's clock. */
export interface Window {
  from: ClockTime;
  to: ClockTime;
}

/** One window a day. */
export type WeekOfWindows = Readonly<Record<Weekday, Window>>;

/** One edition of the settings. */
export interface ContactWindows {
  /** The date from which it is in force; decision records carry it. */
  edition: LocalDate;
  /** Holds for everybody. */
  everywhere: WeekOfWindows;
  /** Narrows `everywhere`; what lies outside it has no effect. */
  states: Readonly<Partial<Record<State, WeekOfWindows>>>;
  /** Marketing contacts to one person that a state allows in any 24 hours (domain section 5, rule 10). */
  marketingPer24Hours: Readonly<Partial<Record<State, number>>>;
}

/** Editions, the oldest first. There is always one. */
export type Editions = readonly [ContactWindows, ...ContactWindows[]];

const window = z
  .tuple([clockTime, clockTime])
  .refine(([from, to]) => from < to, { error: 'A window begins before it ends.' })
  .transform(([from, to]) => ({ from, to }));

/** The days' windows: `daily`, and beside it the days that are otherwise. */
const days = { daily: window, ...Object.fromEntries(WEEKDAYS.map((day) => [day, window.optional()])) };

const weekOf = (said: Readonly<Record<string, Window | undefined>>, daily: Window): WeekOfWindows => {
  const on = (day: Weekday): Window => said[day] ?? daily;
  return {
    sun: on('sun'),
    mon: on('mon'),
    tue: on('tue'),
    wed: on('wed'),
    thu: on('thu'),
    fri: on('fri'),
    sat: on('sat'),
  };
};

const week = z.strictObject(days).transform((said) => weekOf(said, said.daily));

const state = z
  .strictObject({ ...days, marketingPer24Hours: z.int().min(0).optional() })
  .transform(({ marketingPer24Hours, ...said }) => ({ week: weekOf(said, said.daily), marketingPer24Hours }));

const stateCode = z.string().refine(isState, { error: 'The two letters of a state.' });

const edition = z
  .strictObject({
    edition: calendarDate,
    sources: z.strictObject({ everywhere: z.string(), states: z.string() }),
    everywhere: week,
    states: z.record(stateCode, state),
  })
  .transform(
    ({ edition: date, everywhere, states }): ContactWindows => ({
      edition: date,
      everywhere,
      states: Object.fromEntries(Object.entries(states).map(([code, { week: own }]) => [code, own])),
      marketingPer24Hours: Object.fromEntries(
        Object.entries(states).flatMap(([code, { marketingPer24Hours: most }]) =>
          most === undefined ? [] : [[code, most]],
        ),
      ),
    }),
  );

const inOrder = (all: readonly ContactWindows[]): boolean =>
  all.every((one, at) => at === 0 || (all[at - 1]?.edition ?? '') < one.edition);

const editions = z
  .strictObject({ about: z.string(), editions: z.tuple([edition], edition) })
  .refine((said) => inOrder(said.editions), { error: 'Editions stand in the order of their dates.' });

/** Reads a file of editions. Throws when it is not one: such a file must not reach a store. */
export const readEditions = (json: unknown): Editions => editions.parse(json).editions;

/** The editions that came with this version. */
export const CONTACT_WINDOWS: Editions = readEditions(file);

/** The edition in force on a date; before the first one, the first. */
export const editionOn = (all: Editions, date: LocalDate): ContactWindows =>
  all.findLast(({ edition: from }) => from <= date) ?? all[0];
