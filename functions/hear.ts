/** Tells a follow-up of an event: opens a run, wakes it, opens it again, or writes it down. One rule per follow-up calls it. */
import * as z from 'zod';
import { systemNow } from '../adapters/clock.ts';
import { openMachines } from '../adapters/machines.ts';
import { openTable } from '../adapters/table.ts';
import { followUps } from '../core/follow-ups/index.ts';
import { envelope } from '../core/kernel/event.ts';
import { type Heard, type HearPorts, hear } from '../core/run/index.ts';
import { door } from './house.ts';

const delivery = z.object({ followUp: z.string(), event: envelope });

/** The door without Lambda. Throws for what is no delivery: the bus tries again, then keeps it in the DLQ. */
export const buildHear =
  (ports: HearPorts) =>
  async (event: unknown): Promise<{ readonly heard: readonly Heard[] }> => {
    const { followUp: name, event: happened } = delivery.parse(event);
    const followUp = followUps.find((each) => each.name === name);
    if (followUp === undefined) throw new RangeError(`There is no follow-up ${name}.`);
    return { heard: await hear(followUp, happened, ports) };
  };

const open = () => buildHear({ table: openTable(process.env), machines: openMachines(process.env), now: systemNow });

let hearing: ReturnType<typeof open> | undefined;

/** The Lambda. */
export const handler = door((event: unknown) => {
  hearing ??= open();
  return hearing(event);
});
