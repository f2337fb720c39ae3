/** Races between an offer and what its customer says in the same moment. */
import type { SNSEvent } from 'aws-lambda';
import { describe, expect } from 'vitest';
import { buildIntake } from '../../functions/intake.ts';
import type { Town } from '../simulation/town.ts';
import { noFactChecks } from './guards.ts';
import { minutes, race, type Stage } from './stage.ts';
import { claims } from './story.ts';

/** A car whose service is due, of a customer who agreed to offers by text. */
async function begin({ town }: Stage): Promise<void> {
  const customer = '/stores/S01/customers/C-1';
  const ask = async (method: string, path: string, body: object): Promise<void> => {
    const got = await town.request('ana', method, `${customer}${path}`, body);
    expect(got.status, JSON.stringify(got.body)).toBeLessThan(300);
  };
  const consent = { channel: 'marketing-sms', optedOut: false, wording: 'Yes', source: 'counter' };
  await ask('PUT', '/consent', { ...consent, number: '+13125550101' });
  await ask('POST', '/vehicles', { vehicleId: 'V-1', make: 'Honda', model: 'Accord' });
  await ask('POST', '/vehicles/V-1/services', { at: '2025-09-05T15:00:00.000Z' });
}

/** The customer writes, for the first time ever, and it is taken in at once. */
async function write({ table, now, newId }: Town, messageBody: string): Promise<void> {
  const take = buildIntake({ table, now, newId, pause: async () => {}, report: () => {} });
  const Message = JSON.stringify({ originationNumber: '+13125550101', messageBody, inboundMessageId: 'in-1' });
  const event = { Records: [{ Sns: { MessageId: 'sns-1', Timestamp: now(), Message } }] };
  await take(event as unknown as SNSEvent);
}

describe('between the look and the claim of the second message', () => {
  race('the customer writes for the first time', {
    guard: 'a claim checks that there still is no conversation',
    without: noFactChecks,
    story: async (stage) => {
      const { town } = stage;
      await begin(stage);
      await town.until(minutes(60));
      stage.meet({ door: 'act', when: 'before', write: claims }, () => write(town, 'Can you call me on Friday?'));
      await town.until(minutes(11 * 24 * 60));
      return town.sent.length;
    },
    with: 1,
    instead: 2,
  });
});
