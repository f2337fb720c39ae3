/** The register of follow-ups: one line each. */
import type { FollowUp } from '../run/index.ts';
import { answer } from './answer/answer.ts';
import { appointmentFollowUp } from './appointment/appointment.ts';
import { nextVisitFollowUp } from './next-visit/next-visit.ts';
import { noShow } from './no-show/no-show.ts';
import { partsEta } from './parts-eta/parts-eta.ts';
import { retention } from './retention/retention.ts';

export const followUps: readonly FollowUp[] = [
  answer,
  appointmentFollowUp,
  nextVisitFollowUp,
  noShow,
  partsEta,
  retention,
];
