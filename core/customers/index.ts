/** Customers: the only door for others. */
export { changeConsent, stopCommand } from './consent.ts';
export { type Customer, customer, customers } from './customer.ts';
export { createCustomer } from './decide.ts';
export { idsOf } from './duplicates.ts';
export { customerEventTypes } from './events.ts';
export { customerEvents, customerKey, customerStory, inStoryOf } from './keys.ts';
export { customerAt, customersWith, idsMeant, keptCustomerAt, whoIs } from './read.ts';
export { noteStart, noteStop } from './stops.ts';
