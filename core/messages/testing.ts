/** Whom the tests of the contact rules write to, and what they ask. */
import { parseInstant } from '../kernel/time.ts';
import { CONTACT_WINDOWS, type ContactRequest, type Recipient } from './contact.ts';
import { planned } from './contact-request.ts';

/** Mobile numbers, by the city of their area code. */
export const CHICAGO = '+13125550100';
export const LOS_ANGELES = '+12135550100';
export const NEW_YORK = '+12125550100';
/** A customer with this mobile number, a mail address and no word on consent. */
export const customer = (number: string, more: Partial<Recipient> = {}): Recipient => ({
  customerId: 'c-1',
  phones: [{ number, kind: 'mobile' }],
  emails: ['pat@example.com'],
  consent: {},
  ...more,
});

/** A transactional message to them at this instant, from a store in Illinois. */
export const request = (of: Recipient, now: string, more: Partial<ContactRequest> = {}): ContactRequest => ({
  category: 'transactional',
  template: 'parts-eta-new',
  customer: of,
  windows: CONTACT_WINDOWS,
  store: { timeZone: 'America/Chicago', address: { state: 'IL', street: '1 Elm Street' } },
  sending: planned,
  now: parseInstant(now),
  marginSeconds: 60,
  ...more,
});

/** Tuesday, noon in Chicago. */
export const NOON = '2026-03-10T12:00:00-05:00';
