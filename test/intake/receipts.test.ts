/** What the providers report about our messages: twice, late and in any order. */
import { beforeEach, describe, expect, test } from 'vitest';
import { concludeMessage, type Message, messageReference } from '../../core/messages/index.ts';
import { openTown, sam, type Town } from './town.ts';

let town: Town;
let sent: Message;

beforeEach(async () => {
  town = await openTown();
  const claimed = await town.wrote(sam, 'ro-10233');
  const accepted = concludeMessage(claimed, { state: 'ACCEPTED', providerId: 'p-1' }, town.moment());
  await town.table.write(accepted?.writes ?? []);
  sent = claimed;
});

const ofText = (eventType: string, more: Record<string, unknown> = {}) =>
  town.notice({
    eventType,
    eventVersion: '1.0',
    eventTimestamp: 1686975103470,
    isFinal: true,
    destinationPhoneNumber: sam.phone,
    messageId: 'p-1',
    context: { reference: messageReference(sent) },
    ...more,
  });

const ofMail = (eventType: string, more: Record<string, unknown> = {}) =>
  town.notice({
    eventType,
    mail: {
      messageId: 'p-1',
      tags: { reference: [messageReference(sent).replaceAll('.', '_')], category: ['transactional'] },
    },
    ...more,
  });

const state = async () => (await town.message(sent)).state;

describe('texts', () => {
  test('delivered', async () => {
    const record = await ofText('TEXT_DELIVERED');
    expect(await state()).toBe('DELIVERED');
    const before = town.table.rows();
    await town.again(record, record);
    expect(town.table.rows()).toEqual(before);
  });

  test('on its way, then not to be had: failed, with the provider’s word', async () => {
    await ofText('TEXT_QUEUED', { isFinal: false });
    await ofText('TEXT_SUCCESSFUL', { isFinal: false });
    expect(await state()).toBe('ACCEPTED');
    await ofText('TEXT_CARRIER_BLOCKED');
    expect(await town.message(sent)).toMatchObject({ state: 'FAILED', reason: 'TEXT_CARRIER_BLOCKED' });
  });

  test('reports in another order end in the same state', async () => {
    await ofText('TEXT_DELIVERED');
    await ofText('TEXT_QUEUED', { isFinal: false });
    await ofText('TEXT_SUCCESSFUL');
    expect(await state()).toBe('DELIVERED');
  });

  test('about a message that is not ours, or of no reference, change nothing', async () => {
    const before = town.table.rows();
    await ofText('TEXT_DELIVERED', { context: { reference: 'S01.other.ro-1.tell.n1' } });
    await ofText('TEXT_DELIVERED', { context: {} });
    await ofText('TEXT_DELIVERED', { context: { reference: '' } });
    expect(town.table.rows()).toEqual(before);
  });
});

describe('mail', () => {
  test('delivered, then bounced after all', async () => {
    await ofMail('Delivery', { delivery: {} });
    expect(await state()).toBe('DELIVERED');
    await ofMail('Bounce', { bounce: { bounceType: 'Permanent', bounceSubType: 'General' } });
    expect(await town.message(sent)).toMatchObject({ state: 'FAILED', reason: 'Bounce-Permanent' });
  });

  test('called spam: nobody mails this customer again', async () => {
    const record = await ofMail('Complaint', { complaint: {} });
    expect((await town.customer(sam.customerId)).consent.emailOptOutAt).toBeDefined();
    expect(town.events('customer.opted-out')).toMatchObject([{ data: { channel: 'email' } }]);
    await town.again(record);
    expect(town.events('customer.opted-out')).toHaveLength(1);
  });

  test('opened, delayed, and the greeting to a new topic change nothing', async () => {
    const before = town.table.rows();
    await ofMail('Open');
    await ofMail('DeliveryDelay');
    await town.notice('Successfully validated SNS topic for Amazon SES event publishing.');
    expect(town.table.rows()).toEqual(before);
  });
});
