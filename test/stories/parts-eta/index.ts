/** All stories of parts ETA. */
import type { Story } from '../stage.ts';
import { customerStories } from './customer.ts';
import { dayStories } from './days.ts';
import { endStories } from './ends.ts';
import { farDayStories } from './far-days.ts';
import { providerStories } from './providers.ts';
import { shipmentStories } from './shipments.ts';
import { visitStories } from './visits.ts';

export const partsEtaStories: readonly Story[] = [
  ...dayStories,
  ...farDayStories,
  ...shipmentStories,
  ...customerStories,
  ...providerStories,
  ...visitStories,
  ...endStories,
];
