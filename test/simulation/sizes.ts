/** How large the month of a seed is: some are short and crowded, some long and quiet. */
import { dice } from './dice.ts';
import type { Size } from './run.ts';

/** A store's months: few who want much at once, and many cars that only drive until something is due. */
export function sizeOf(seed: string): Size {
  const luck = dice(`size/${seed}`);
  return {
    days: luck.between(14, 45),
    orders: luck.between(0, 2),
    guests: luck.between(0, 3),
    cars: luck.between(0, 2),
    quietCars: luck.between(20, 60),
  };
}
