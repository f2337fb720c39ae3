/**
 * Where playbooks lie: the group's in a partition of the group; a store's and its departments' in the store's own
 * partition, so that whoever reads the store and its staff has read them.
 */
import { groupPartition, type Key, sortKey, sortPrefix, storePartition } from '../kernel/keys.ts';
import type { Department } from '../kernel/role.ts';
import { question } from '../kernel/table.ts';

/** Whose word a layer is. */
export type Place = {
  readonly followUp: string;
} & (
  | { readonly layer: 'group' }
  | { readonly layer: 'store'; readonly storeId: string }
  | { readonly layer: 'department'; readonly storeId: string; readonly department: Department }
);

/** The row of a layer. */
export function layerKey(place: Place): Key {
  switch (place.layer) {
    case 'group':
      return { pk: groupPartition('PLAYBOOKS'), sk: sortKey('PLAYBOOK', place.followUp, 'group') };
    case 'store':
      return { pk: storePartition(place.storeId), sk: sortKey('PLAYBOOK', place.followUp, 'store') };
    case 'department':
      return {
        pk: storePartition(place.storeId),
        sk: sortKey('PLAYBOOK', place.followUp, 'department', place.department),
      };
    default: {
      const never: never = place;
      return never;
    }
  }
}

/** The partition of the log: a store's layers share one with each other, the group's has its own. */
export const playbookLog = (followUp: string, storeId: string | undefined): string =>
  storeId === undefined
    ? groupPartition('PLAYBOOK', followUp, 'LOG')
    : storePartition(storeId, 'PLAYBOOK', followUp, 'LOG');

export const playbooksOfGroup = question({
  asks: 'What does the group say about its lifecycles?',
  example: [],
  query: () => ({ pk: groupPartition('PLAYBOOKS') }),
});

export const playbooksOfStore = question({
  asks: 'What do this store and its departments say about their lifecycles?',
  example: ['S01'],
  query: (storeId: string) => ({ pk: storePartition(storeId), beginsWith: sortPrefix('PLAYBOOK') }),
});

export const playbookAtStore = question({
  asks: 'What do this store and its departments say about this lifecycle?',
  example: ['S01', 'parts-eta'],
  query: (storeId: string, followUp: string) => ({
    pk: storePartition(storeId),
    beginsWith: sortPrefix('PLAYBOOK', followUp),
  }),
});

export const playbookHistory = question({
  asks: 'Who changed this lifecycle’s settings at this store (or, without one, in the group), newest first?',
  example: ['parts-eta', 'S01'],
  query: (followUp: string, storeId?: string) => ({
    pk: playbookLog(followUp, storeId),
    beginsWith: sortPrefix('EVENT'),
    newestFirst: true,
  }),
});
