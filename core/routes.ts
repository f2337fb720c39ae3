/** The register of all routes: one line per noun. From it come the gateway's document, the contract and the dispatch. */
import { alertRoutes } from './alerts/routes.ts';
import { customerRoutes } from './customers/index.ts';
import type { Route } from './kernel/route.ts';
import { partsOrderRoutes } from './parts-orders/routes.ts';
import { repairOrderRoutes } from './repair-orders/routes.ts';
import { staffRoutes } from './staff/index.ts';
import { storeRoutes } from './stores/index.ts';
import { vehicleRoutes } from './vehicles/index.ts';

/** All routes. */
export const routes: readonly Route[] = [
  ...storeRoutes,
  ...staffRoutes,
  ...customerRoutes,
  ...vehicleRoutes,
  ...repairOrderRoutes,
  ...partsOrderRoutes,
  ...alertRoutes,
];
