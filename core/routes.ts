/** The register of all routes: one line per noun. From it come the gateway's document, the contract and the dispatch. */
import { alertRoutes } from './alerts/routes.ts';
import { appointmentRoutes } from './appointments/routes.ts';
import { conversationRoutes } from './conversations/routes.ts';
import { customerRoutes } from './customers/routes.ts';
import { playbooks } from './follow-ups/playbooks.ts';
import { templates } from './follow-ups/templates.ts';
import { intakeRoutes } from './intake/routes.ts';
import type { Route } from './kernel/route.ts';
import { messageRoutes } from './messages/routes.ts';
import { partsOrderRoutes } from './parts-orders/routes.ts';
import { playbookRoutes } from './playbooks/routes.ts';
import { promiseRoutes } from './promises/routes.ts';
import { repairOrderRoutes } from './repair-orders/routes.ts';
import { followUpRoutes } from './run/routes.ts';
import { staffRoutes } from './staff/routes.ts';
import { storeRoutes } from './stores/routes.ts';
import { templateRoutes } from './templates/routes.ts';
import { timelineRoutes } from './timelines/routes.ts';
import { vehicleRoutes } from './vehicles/routes.ts';

/** All routes. */
export const routes: readonly Route[] = [
  ...storeRoutes,
  ...staffRoutes,
  ...customerRoutes,
  ...vehicleRoutes,
  ...timelineRoutes,
  ...appointmentRoutes,
  ...repairOrderRoutes,
  ...partsOrderRoutes,
  ...promiseRoutes,
  ...followUpRoutes(playbooks),
  ...playbookRoutes(playbooks),
  ...alertRoutes,
  ...messageRoutes,
  ...conversationRoutes,
  ...intakeRoutes,
  ...templateRoutes(templates),
];
