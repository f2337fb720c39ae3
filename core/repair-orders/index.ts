/** Repair orders, as other nouns, follow-ups and doors see them. */
export { requestParts } from './decide.ts';
export * from './events.ts';
export { repairOrderKey, repairOrderLog, repairOrdersOfCustomer } from './keys.ts';
export { refuseOtherVehicle, refuseStranger, repairOrderAt } from './read.ts';
export { type RepairOrder, repairOrder, repairOrderSubject, repairOrders, roNumber } from './repair-order.ts';
