/** Parts orders, as other nouns, follow-ups and doors see them. */
export * from './events.ts';
export { isAwaited, type PartsLine, type PartsOrder, partsOrder, partsOrders } from './parts-order.ts';
