/** The register of playbooks, one line each, for the routes: without what the follow-ups decide. */
import type { Playbook } from '../playbooks/index.ts';
import { partsEtaPlaybook } from './parts-eta/settings.ts';

export const playbooks: readonly Playbook[] = [partsEtaPlaybook];
