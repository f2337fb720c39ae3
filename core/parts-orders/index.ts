/** Parts orders, as other nouns, follow-ups and doors see them. */
export * from './events.ts';
export { partsOrderKey, partsOrdersOfRepairOrder } from './keys.ts';
export {
  isAwaited,
  type PartsLine,
  type PartsLineStatus,
  type PartsOrder,
  partsOrder,
  partsOrders,
} from './parts-order.ts';
