/** A layer: what the group, a store or one of its departments says of a playbook. It says only what it wants otherwise. */
import * as z from 'zod';
import { happened, type Moment } from '../kernel/event.ts';
import { changedFields } from '../kernel/fields.ts';
import { type Change, defineNoun } from '../kernel/noun.ts';
import { department } from '../kernel/role.ts';
import { instant } from '../kernel/time.ts';
import { layerName, playbookChanged } from './events.ts';
import { layerKey, type Place, playbookLog } from './keys.ts';
import { type Mode, mode, type Said } from './playbook.ts';

export const layer = z.object({
  followUp: z.string(),
  layer: layerName,
  storeId: z.string().optional(),
  department: department.optional(),
  mode: mode.optional(),
  settings: z.record(z.string(), z.unknown()),
  version: z.int().positive(),
  createdAt: instant,
  updatedAt: instant,
});
export type Layer = z.infer<typeof layer>;

/** Where a layer lies. Throws on a row that names no place (a mistake of ours). */
export function placeOf({ followUp, layer: name, storeId, department: of }: Layer): Place {
  if (name === 'group') return { followUp, layer: name };
  if (storeId !== undefined && name === 'store') return { followUp, layer: name, storeId };
  if (storeId !== undefined && name === 'department' && of !== undefined) {
    return { followUp, layer: name, storeId, department: of };
  }
  throw new RangeError(`A layer of ${followUp} names no place.`);
}

/** The noun. */
export const layers = defineNoun({
  name: 'playbook',
  schema: layer,
  id: ({ followUp, storeId, department: of }) => [storeId, followUp, of].filter((each) => each !== undefined).join('.'),
  key: (state) => layerKey(placeOf(state)),
  log: ({ followUp, storeId }) => playbookLog(followUp, storeId),
  about: ({ storeId }) => (storeId === undefined ? {} : { storeId }),
});

/** What a layer is to say: the whole of it, so what is missing is no longer said. */
export interface Word {
  readonly mode?: Mode | undefined;
  readonly settings: Said;
}

/** The word as one list of values; `mode` is a field like the others. */
const values = ({ mode: way, settings }: Word): Said => ({ ...settings, ...(way === undefined ? {} : { mode: way }) });

/** Replaces what a layer says; undefined when it says that already. `given` has been validated against the playbook. */
export function changeLayer(
  before: Layer | undefined,
  place: Place,
  given: Word,
  moment: Moment,
): Change<Layer> | undefined {
  const [was, is] = [values(before ?? { settings: {} }), values(given)];
  const fields = changedFields(was, is, [...new Set([...Object.keys(was), ...Object.keys(is)])].toSorted());
  if (fields.length === 0) return undefined;
  const { now } = moment;
  const after: Layer = {
    ...place,
    ...(given.mode === undefined ? {} : { mode: given.mode }),
    settings: given.settings,
    version: before?.version ?? 1,
    createdAt: before?.createdAt ?? now,
    updatedAt: now,
  };
  const event = happened(playbookChanged, {
    followUp: place.followUp,
    layer: place.layer,
    ...(place.layer === 'department' ? { department: place.department } : {}),
    fields,
    changes: fields.map((field) => ({
      field,
      ...(field in was ? { from: was[field] } : {}),
      ...(field in is ? { to: is[field] } : {}),
    })),
  });
  return before === undefined ? layers.create(after, event, moment) : layers.change(before, after, event, moment);
}
