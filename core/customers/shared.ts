/** What the routes of customers have in common. */
import type { Answer } from '../kernel/route.ts';
import type { Customer } from './customer.ts';

/** The profile that the reference shows. */
export const profile = {
  name: { first: 'Sam', last: 'Lee' },
  phones: [{ number: '+13125550123', kind: 'mobile' as const, primary: true }],
  emails: ['sam@example.com'],
  preferredChannel: 'sms' as const,
  address: { state: 'IL', postalCode: '62701', country: 'US' },
};

/** The customer that the reference shows. */
export const example = {
  customerId: 'C-1001',
  ...profile,
  consent: {},
  stores: ['S01'],
  version: 1,
  createdAt: '2026-03-10T14:30:00.000Z',
  updatedAt: '2026-03-10T14:30:00.000Z',
};

/** Which other stores know the customer is not this store's business. */
export const seenAt = (at: string, of: Customer): Customer => ({
  ...of,
  stores: of.stores.filter((one) => one === at),
});

/** The answer of a store: the customer as it sees them, and their version. */
export const answered = (at: string, of: Customer): Answer<Customer> => ({
  body: seenAt(at, of),
  version: of.version,
});
