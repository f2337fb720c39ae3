/** Reading what a client wants a layer to say, against the playbook and the layers around it. */
import { bodyOf } from '../kernel/fields.ts';
import { parseInput } from '../kernel/route.ts';
import type { Layer } from './layer.ts';
import type { Playbook, Said } from './playbook.ts';

/** Each value by itself. Throws 422 for a field that the playbook does not have, or a value out of its bounds. */
export function readWord(playbook: Playbook, given: Said): Said {
  const shape = Object.fromEntries(playbook.fields.map(({ name, schema }) => [name, schema]));
  const read: Said = parseInput(bodyOf(shape), given, 'settings');
  // What was not sent is not said: the layers above, or the default, keep the word.
  return Object.fromEntries(Object.keys(given).map((name) => [name, read[name]]));
}

/** All together. Throws 422 when the settings would not fit those of the layers given, the more general ones first. */
export function refuseMisfit(playbook: Playbook, said: readonly Pick<Layer, 'settings'>[]): void {
  const whole: Said = Object.assign({}, ...said.map(({ settings }) => settings));
  parseInput(playbook.settings, whole, 'settings');
}
