/** The register of playbooks, one line each, for the routes: without what the follow-ups decide. */
import type { Playbook } from '../playbooks/index.ts';
import { answerPlaybook } from './answer/settings.ts';
import { appointmentPlaybook } from './appointment/settings.ts';
import { nextVisitPlaybook } from './next-visit/settings.ts';
import { noShowPlaybook } from './no-show/settings.ts';
import { partsEtaPlaybook } from './parts-eta/settings.ts';
import { retentionPlaybook } from './retention/settings.ts';

export const playbooks: readonly Playbook[] = [
  answerPlaybook,
  appointmentPlaybook,
  nextVisitPlaybook,
  noShowPlaybook,
  partsEtaPlaybook,
  retentionPlaybook,
];
