/** Customers: the only door for others. */
export { type ConsentCommand, changeConsent } from './consent.ts';
export { type Customer, consent, customer, customers } from './customer.ts';
export { type CustomerProfile, changeCustomer, createCustomer } from './decide.ts';
export { customerEventTypes } from './events.ts';
export { customerEvents, customerKey, customerLinkKey, customerStory, inStoryOf } from './keys.ts';
export { customerAt, findCustomer } from './read.ts';
