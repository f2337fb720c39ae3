/** The kinds of setting, each with its bounds and the sentence a client reads when it is wrong. All have a default. */
import * as z from 'zod';

/** The smallest and the largest value that makes sense. */
export interface Bounds {
  readonly from: number;
  readonly to: number;
}

const whole = (unit: string, { from, to }: Bounds) => {
  const fix = `Send a whole number of ${unit} from ${from} to ${to}.`;
  return z.int({ error: fix }).min(from, { error: fix }).max(to, { error: fix });
};

/** A number of things: attempts, touches, customers. */
export const count = (unit: string, bounds: Bounds) => whole(unit, bounds);

/** Seconds. */
export const seconds = (bounds: Bounds) => whole('seconds', bounds);

/** Minutes; the setting's sentence says whether on the wall or in business time. */
export const minutes = (bounds: Bounds) => whole('minutes', bounds);

/** Hours. */
export const hours = (bounds: Bounds) => whole('hours', bounds);

/** Days. */
export const days = (bounds: Bounds) => whole('days', bounds);

/** Per cent of something that the setting's sentence names. */
export const percent = (bounds: Bounds) => whole('per cent', bounds);

/** A yes or no. */
export const choice = () => z.boolean({ error: 'Send true or false.' });

/** Days, or other numbers of the unit, that rise: `[7, 14, 21]`. At most 20; an empty list means never. */
export const rising = (unit: string, bounds: Bounds) =>
  z
    .array(whole(unit, bounds), { error: `Send a list of ${unit}, such as [7, 14, 21].` })
    .max(20, { error: `Send at most 20 ${unit}.` })
    .refine((list) => list.every((each, at) => at === 0 || each > (list[at - 1] ?? each)), {
      error: `Send the ${unit} in rising order, each once.`,
    });

/** Numbers of the unit that fall: the hours before a visit at which to remind, `[72, 24, 2]`. */
export const falling = (unit: string, bounds: Bounds) =>
  z
    .array(whole(unit, bounds), { error: `Send a list of ${unit}, such as [72, 24, 2].` })
    .max(20, { error: `Send at most 20 ${unit}.` })
    .refine((list) => list.every((each, at) => at === 0 || each < (list[at - 1] ?? each)), {
      error: `Send the ${unit} in falling order, each once.`,
    });
