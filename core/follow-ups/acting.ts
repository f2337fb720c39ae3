/** The register of what follow-ups do, one line each: for the one door that acts. The others only look. */
import { type ActingFollowUp, acting } from '../run/index.ts';
import { answer } from './answer/answer.ts';
import { perform as answerActs } from './answer/decide.ts';
import { appointmentFollowUp } from './appointment/appointment.ts';
import { perform as appointmentActs } from './appointment/decide.ts';
import { perform as nextVisitActs } from './next-visit/decide.ts';
import { nextVisitFollowUp } from './next-visit/next-visit.ts';
import { perform as noShowActs } from './no-show/decide.ts';
import { noShow } from './no-show/no-show.ts';
import { perform as partsEtaActs } from './parts-eta/decide.ts';
import { partsEta } from './parts-eta/parts-eta.ts';
import { perform as retentionActs } from './retention/decide.ts';
import { retention } from './retention/retention.ts';

export const actingFollowUps: readonly ActingFollowUp[] = [
  acting(answer, answerActs),
  acting(appointmentFollowUp, appointmentActs),
  acting(nextVisitFollowUp, nextVisitActs),
  acting(noShow, noShowActs),
  acting(partsEta, partsEtaActs),
  acting(retention, retentionActs),
];
