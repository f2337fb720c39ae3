/** What happens to playbooks. Settings are no personal data, so the event says what was there and what is. */
import * as z from 'zod';
import { defineEvent } from '../kernel/event.ts';
import { department } from '../kernel/role.ts';

/** Whose word it is. */
export const layerName = z.enum(['group', 'store', 'department']);

/** One setting that changed. `from` is missing when the layer had not said it, `to` when it says it no longer. */
export const changedSetting = z.object({ field: z.string(), from: z.unknown().optional(), to: z.unknown().optional() });

export const playbookChanged = defineEvent('playbook.changed', 1, {
  means: 'Somebody changed how a lifecycle works: in the group, at a store, or in one of its departments.',
  data: z.object({
    followUp: z.string(),
    layer: layerName,
    department: department.optional(),
    fields: z.array(z.string()),
    changes: z.array(changedSetting),
  }),
  example: {
    followUp: 'parts-eta',
    layer: 'store',
    fields: ['etaMinutes'],
    changes: [{ field: 'etaMinutes', from: 120, to: 90 }],
  },
});
