/** Customers: the only door for others. */
export { type Customer, consent, customer, customers } from './customer.ts';
export { customerEventTypes } from './events.ts';
export { customerKey, customerLinkKey } from './keys.ts';
