/** Repair orders, as other nouns, follow-ups and doors see them. */
export { requestParts } from './decide.ts';
export * from './events.ts';
export { eventsOfRepairOrder, repairOrderKey, repairOrderLog, repairOrdersByStatus } from './keys.ts';
export { refuseStranger, repairOrderAt } from './read.ts';
export {
  carAt,
  type RepairOrder,
  type RepairOrderLine,
  repairOrder,
  repairOrderSubject,
  repairOrders,
  roNumber,
} from './repair-order.ts';
