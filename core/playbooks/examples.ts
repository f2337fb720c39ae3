/** Examples for the contract. */
import type * as z from 'zod';
import type { changed, effective, shown } from './shown.ts';

/** What a client sends. */
export const said = { mode: 'alert', settings: { etaMinutes: 90 } } as const;

/** A store’s layer. */
export const ofStore: z.input<typeof shown> = {
  followUp: 'parts-eta',
  layer: 'store',
  storeId: 'S01',
  ...said,
  version: 2,
};

/** The group’s layer. */
export const ofGroup: z.input<typeof shown> = { followUp: 'parts-eta', layer: 'group', ...said, version: 2 };

/** A department’s layer. */
export const ofDepartment: z.input<typeof shown> = { ...ofStore, layer: 'department', department: 'service' };

/** A line of the audit. */
export const aChange: z.input<typeof changed> = {
  at: '2026-03-10T14:30:00.000Z',
  by: { kind: 'staff', id: 'b7d1c6de-0001' },
  layer: 'store',
  changes: [{ field: 'etaMinutes', from: 120, to: 90 }],
  version: 2,
};

/** What holds at a store. */
export const whatHolds: z.input<typeof effective> = {
  followUp: 'parts-eta',
  department: 'service',
  version: 2,
  mode: { value: 'alert', default: 'automate', from: 'store' },
  settings: [
    {
      field: 'etaMinutes',
      value: 90,
      default: 120,
      means: 'Parts owe an ETA within this many business minutes.',
      from: 'store',
    },
  ],
  ignored: [],
};
