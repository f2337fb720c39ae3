/** Where customers lie in the table. */
import { contactPartition, customerPartition, type Key, sortKey, sortPrefix, storePartition } from '../kernel/keys.ts';
import { sharedStory } from '../kernel/noun.ts';
import { question } from '../kernel/table.ts';

/** The row of a customer. */
export const customerKey = (customerId: string): Key => ({ pk: customerPartition(customerId), sk: 'CUSTOMER' });

/** The log of what the stores of the group share about a customer: profile, consent, vehicles. */
export const customerLog = (customerId: string): string => customerPartition(customerId, 'LOG');

/** The row by which a store knows a customer. Without it the customer does not exist there. */
export const customerLinkKey = (storeId: string, customerId: string): Key => ({
  pk: storePartition(storeId, 'CUSTOMER', customerId),
  sk: 'LINK',
});

/** The row by which a store finds a customer by a phone number (E.164) or a mail address (lower case). */
export const lookupKey = (storeId: string, contact: string, customerId: string): Key => ({
  pk: storePartition(storeId, 'LOOKUP', contact),
  sk: customerId,
});

/** A store's customers with a phone number or mail address. */
export const customersByContact = question({
  asks: 'Which customers of this store have this phone number or mail address?',
  example: ['S01', '+13125550123'],
  query: (storeId: string, contact: string) => ({ pk: storePartition(storeId, 'LOOKUP', contact) }),
});

/** The row by which the group finds a customer by a contact: whoever writes to us does not say to which store. */
export const contactKey = (contact: string, customerId: string): Key => ({
  pk: contactPartition(contact),
  sk: sortKey('CUSTOMER', customerId),
});

/** The group's customers with a phone number (E.164) or mail address (lower case). `customersWith` reads them. */
export const customersOfContact = question({
  asks: 'Which customers of the group have this phone number or mail address?',
  example: ['+13125550123'],
  query: (contact: string) => ({ pk: contactPartition(contact), beginsWith: sortPrefix('CUSTOMER') }),
});

/** The row of what was stopped from a contact, by channel of consent. */
export const stopKey = (contact: string, channel: string): Key => ({
  pk: contactPartition(contact),
  sk: sortKey('STOP', channel),
});

/** What was stopped from a contact. `stopsOf` reads it. */
export const stopsOfContact = question({
  asks: 'What did somebody stop from this phone number or mail address, whoever it was?',
  example: ['+13125550123'],
  query: (contact: string) => ({ pk: contactPartition(contact), beginsWith: sortPrefix('STOP') }),
});

/** Everything about a customer; the rows of other stores are among them and must be left out. */
export const customerStory = question({
  asks: 'Which vehicles, appointments, repair orders, parts orders and promises does this customer have?',
  example: ['C-1001'],
  query: (customerId: string) => ({
    index: 'story' as const,
    pk: customerPartition(customerId),
    only: { kind: ['vehicle', 'appointment', 'repair-order', 'parts-order', 'promise'] },
  }),
});

/** Whether a row of the story index may be seen at a store: its own, or shared by the group. */
export const inStoryOf = (storeId: string, storySk: string): boolean =>
  [sharedStory, storeId].some((whose) => storySk.startsWith(sortPrefix(whose)));

/** The sort key of an event in a customer's story. */
const eventKey = (whose: string, ...position: readonly string[]): string => sortKey(whose, 'event', ...position);

/** What happened to a customer, newest first: of one store, or of the group (`!`), up to a position (instant, id). */
export const customerEvents = question({
  asks: 'What happened to this customer at this store (or, with !, in the group), newest first?',
  example: ['C-1001', 'S01'],
  query: (customerId: string, whose: string, ...position: readonly string[]) => ({
    index: 'story' as const,
    pk: customerPartition(customerId),
    from: eventKey(whose, ''),
    // '~' sorts after every instant.
    upTo: position.length === 0 ? eventKey(whose, '~') : eventKey(whose, ...position),
    newestFirst: true,
  }),
});
