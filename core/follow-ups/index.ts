/** The register of follow-ups: one line each. */
import type { FollowUp } from '../run/index.ts';
import { partsEta } from './parts-eta/parts-eta.ts';

export const followUps: readonly FollowUp[] = [partsEta];
