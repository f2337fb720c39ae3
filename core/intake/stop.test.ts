import { expect, test } from 'vitest';
import { createCustomer } from '../customers/decide.ts';
import type { Moment } from '../kernel/event.ts';
import { parseInstant } from '../kernel/time.ts';
import type { Letter } from './notice.ts';
import type { Sender } from './sender.ts';
import { understand } from './understand.ts';

const now = parseInstant('2026-03-10T15:00:00Z');
const moment: Moment = { now, newId: () => 'id-1', actor: { kind: 'partner', id: 'provider' }, cause: 'letter-1' };
const number = '+13125550123';
const profile = { name: { last: 'Lee' }, phones: [{ number, kind: 'mobile' as const }], emails: [] };
const customer = createCustomer('S01', 'C-1', profile, moment).state;

const letter: Letter = {
  channel: 'sms',
  letterId: 'l-1',
  from: number,
  at: now,
  raw: '{}',
  text: 'Stop!',
  vouched: true,
  suspicious: false,
};

const sender = (category: 'marketing' | 'transactional' | undefined, stopCoversAll: boolean): Sender => ({
  storeId: 'S01',
  customers: [customer],
  customer,
  partner: { customerId: 'C-1' },
  conversation: undefined,
  last:
    category === undefined
      ? undefined
      : {
          storeId: 'S01',
          customerId: 'C-1',
          followUp: 'retention',
          subject: 'vh-V1',
          messageId: 'm',
          category,
          at: now,
        },
  stopCoversAll,
  appointment: undefined,
  knowsTime: false,
});

test.each([
  ['an offer, where STOP covers all', 'marketing', true, 'smsOptOutAt'],
  ['an offer, where it does not', 'marketing', false, 'marketingSmsOptOutAt'],
  ['a status text, where it does not', 'transactional', false, 'transactionalSmsOptOutAt'],
  ['nothing that we know of', undefined, false, 'smsOptOutAt'],
] as const)('STOP in answer to %s (domain section 5, rule 6)', (_, category, coversAll, revoked) => {
  const understood = understand(letter, { text: 'Stop!', automatic: false }, sender(category, coversAll), moment);
  expect(understood).toMatchObject({ meaning: 'opt-out', owesConfirmation: true });
  const puts = understood.writes.flatMap((write) => ('put' in write ? [write.put] : []));
  expect(puts.find(({ kind }) => kind === 'customer')).toMatchObject({ consent: { [revoked]: now } });
});
