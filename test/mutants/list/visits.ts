/** Sabotages of what guards appointments: room in a slot, and what is counted. */
import type { Mutant } from '../mutant.ts';

const slot = 'core/appointments/slot.ts';

/** What keeps two customers from the same place. */
export const visitMutants: readonly Mutant[] = [
  {
    name: 'slot counter without its condition',
    guards: 'Of two who book the last place in one second one is told that it is gone.',
    file: slot,
    find: '{ below: { taken: limit } }',
    replace: '{}',
  },
  {
    name: 'a slot is not freed',
    guards: 'Who moves or cancels frees the place.',
    file: slot,
    find: 'add: { taken: -1 }',
    replace: 'add: { taken: 0 }',
  },
  {
    name: 'a noun without its version',
    guards: 'Of two changes to one thing at once one is decided again, on what the other left.',
    file: 'core/kernel/noun.ts',
    find: 'commit(after, before.version + 1, { equals: { version: before.version } }, event, moment)',
    replace: 'commit(after, before.version + 1, {} as { readonly absent: true }, event, moment)',
  },
];
