/** What clients see of playbooks: a layer, what holds, and the audit. */
import * as z from 'zod';
import { actor } from '../kernel/event.ts';
import { bodyOf } from '../kernel/fields.ts';
import { type Department, department } from '../kernel/role.ts';
import { instant } from '../kernel/time.ts';
import { together } from './effective.ts';
import { changedSetting, layerName } from './events.ts';
import type { Place } from './keys.ts';
import { type Layer, layer } from './layer.ts';
import { defaultMode, mode, type Playbook } from './playbook.ts';

/** What a layer says; version 0 when nobody has said anything. */
export const shown = layer.omit({ createdAt: true, updatedAt: true }).extend({ version: z.int().min(0) });

/** What a client wants a layer to say, all of it. */
export const word = bodyOf({
  mode: mode.optional(),
  settings: z.record(z.string(), z.unknown(), { error: 'Send the settings as an object, {} for none.' }),
});

const source = z.enum(['default', ...layerName.options]);

/** What holds at a store, setting by setting. */
export const effective = z.object({
  followUp: z.string(),
  department,
  version: z.int().min(0),
  mode: z.object({ value: mode, default: mode, from: source }),
  settings: z.array(
    z.object({ field: z.string(), value: z.unknown(), default: z.unknown(), means: z.string(), from: source }),
  ),
  /** Layers whose settings do not fit those above them any more, and so do not count. */
  ignored: z.array(layerName),
});

/** One line of the audit. */
export const changed = z.object({
  at: instant,
  by: actor,
  layer: layerName,
  department: department.optional(),
  changes: z.array(changedSetting),
  version: z.int(),
});

/** A layer as it is shown. */
export const show = (place: Place, of: Layer | undefined): z.input<typeof shown> => ({
  ...place,
  ...(of?.mode === undefined ? {} : { mode: of.mode }),
  settings: of?.settings ?? {},
  version: of?.version ?? 0,
});

/** What holds for a department of a store, given what the layers say, the more general ones first. */
export function effectiveOf(playbook: Playbook, whose: Department, said: readonly Layer[]): z.input<typeof effective> {
  const { version, mode: way, modeFrom, settings, sources, ignored } = together(playbook, said);
  const values: Readonly<Record<string, unknown>> = z.record(z.string(), z.unknown()).parse(settings);
  return {
    followUp: playbook.followUp,
    department: whose,
    version,
    mode: { value: way, default: defaultMode, from: modeFrom },
    settings: playbook.fields.map(({ name, means, default: usual }) => ({
      field: name,
      value: values[name],
      default: usual,
      means,
      from: sources[name] ?? 'default',
    })),
    ignored: [...ignored],
  };
}
