import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryTable } from '../../adapters/memory-table.ts';
import type { Moment } from '../kernel/event.ts';
import { ConditionFailed } from '../kernel/table.ts';
import { type Instant, parseInstant, plus } from '../kernel/time.ts';
import { claimMessage, concludeMessage, type Outcome } from './decide.ts';
import { messageReference, readReference } from './keys.ts';
import { readLedger, withContact } from './ledger.ts';
import type { Message } from './message.ts';
import { outcomeWrites } from './outcome.ts';
import { messageOfReference } from './read.ts';

const start = parseInstant('2026-03-10T15:00:00Z');
let ids = 0;
const at = (now: Instant): Moment => ({
  now,
  newId: () => {
    ids += 1;
    return `id-${ids}`;
  },
  actor: { kind: 'system', id: 'retention' },
  cause: 'retention-S01-vh-V1-g1',
});

const draft = (occasion: string, claimedAt: Instant = start): Message => ({
  messageId: `retention.vh-V1.send-offer.${occasion}`,
  storeId: 'S01',
  customerId: 'C-1',
  subject: 'vh-V1',
  followUp: 'retention',
  act: 'send-offer',
  occasion,
  template: 'service-is-due',
  category: 'marketing',
  state: 'CLAIMED',
  to: '+13125550100',
  title: 'Service',
  text: 'Your service is due.',
  told: {},
  decision: { rule: 'allowed', result: 'send', at: claimedAt, inputs: {} },
  claimedAt,
  version: 1,
});

const outcomes: readonly Outcome[] = [
  { state: 'ACCEPTED', providerId: 'm-1' },
  { state: 'DELIVERED', providerId: 'm-1' },
  { state: 'FAILED', reason: 'bounced' },
  { state: 'UNKNOWN' },
];

describe('what is known of a message', () => {
  const known = (all: readonly Outcome[]) =>
    all.reduce(
      (before, outcome) => concludeMessage(before, outcome, at(start))?.state ?? before,
      claimMessage(draft('t1'), 'sms', at(start)).state,
    );

  it('is the same in whatever order and how often reports come', () => {
    const reports = fc.array(fc.constantFrom(...outcomes), { maxLength: 6 });
    fc.assert(
      fc.property(reports, fc.array(fc.nat()), (all, keys) => {
        const shuffled = all.map((one, i) => [keys[i] ?? 0, one] as const).toSorted(([a], [b]) => a - b);
        expect(known(shuffled.map(([, one]) => one)).state).toBe(known(all).state);
        expect(known([...all, ...all]).state).toBe(known(all).state);
      }),
    );
  });

  it('grows: delivered after accepted, a bounce after both, an answer after silence', () => {
    const [accepted, delivered, failed, unknown] = outcomes;
    expect(known([accepted!, delivered!]).state).toBe('DELIVERED');
    expect(known([delivered!, accepted!])).toMatchObject({ state: 'DELIVERED', providerId: 'm-1' });
    expect(known([accepted!, delivered!, failed!])).toMatchObject({ state: 'FAILED', reason: 'bounced' });
    expect(known([unknown!, delivered!]).state).toBe('DELIVERED');
    expect(known([delivered!, unknown!]).state).toBe('DELIVERED');
  });

  it('never becomes anything for a message that we refused to send', () => {
    for (const outcome of outcomes) {
      expect(concludeMessage({ ...draft('t1'), state: 'REFUSED' }, outcome, at(start))).toBeUndefined();
    }
  });
});

describe('a reference', () => {
  it('comes back from a text as it was, and from a mail tag with its dots changed', () => {
    const reference = messageReference(draft('2026-03-10-t1'));
    const named = { storeId: 'S01', messageId: 'retention.vh-V1.send-offer.2026-03-10-t1' };
    expect(readReference(reference)).toEqual(named);
    expect(readReference(reference.replaceAll(/[^A-Za-z0-9_-]/g, '_'))).toEqual(named);
  });

  it.each(['', 'M-1', 'S01', 'S01.hello', 's01.retention.vh-V1.send-offer.t1'])('is not: %s', (text) => {
    expect(readReference(text)).toBeUndefined();
  });

  it('finds its message, and none of another store', async () => {
    const table = memoryTable();
    await table.write(claimMessage(draft('t1'), 'sms', at(start)).writes);
    const reference = messageReference(draft('t1'));
    expect((await messageOfReference(table, reference))?.messageId).toBe(draft('t1').messageId);
    expect(await messageOfReference(table, reference.replace('S01', 'S02'))).toBeUndefined();
  });
});

describe('the ledger', () => {
  const claimed = async (table: ReturnType<typeof memoryTable>, occasion: string, now: Instant) => {
    const { state, writes } = claimMessage(draft(occasion, now), 'sms', at(now));
    const ledger = await readLedger(table, 'C-1');
    await table.write([...writes, withContact(ledger, state, now)]);
    return state;
  };

  it('counts what is claimed, keeps a month of it, and holds no number', async () => {
    const table = memoryTable();
    expect(await readLedger(table, 'C-1')).toEqual({ customerId: 'C-1', version: 0, marketing: [] });
    await claimed(table, 't1', start);
    await claimed(table, 't2', plus(start, { days: 7 }));
    const { marketing, version } = await readLedger(table, 'C-1');
    expect([version, marketing.map(({ messageId }) => messageId.slice(-2))]).toEqual([2, ['t1', 't2']]);
    await claimed(table, 't3', plus(start, { days: 32 }));
    expect((await readLedger(table, 'C-1')).marketing.map(({ messageId }) => messageId.slice(-2))).toEqual([
      't2',
      't3',
    ]);
    expect(JSON.stringify(await readLedger(table, 'C-1'))).not.toContain('+1312');
  });

  it('lets one of two campaigns in the same second pass', async () => {
    const table = memoryTable();
    const ledger = await readLedger(table, 'C-1');
    const claims = ['a1', 'b1'].map((occasion) => claimMessage(draft(occasion), 'sms', at(start)));
    const [first, second] = claims.map(({ state, writes }) => [...writes, withContact(ledger, state, start)]);
    await table.write(first!);
    await expect(table.write(second!)).rejects.toThrow(ConditionFailed);
    expect((await readLedger(table, 'C-1')).marketing).toHaveLength(1);
  });

  it('forgets what failed, with its outcome, and counts what nobody knows of', async () => {
    const table = memoryTable();
    const one = await claimed(table, 't1', start);
    const two = await claimed(table, 't2', plus(start, { days: 7 }));
    const failed = await outcomeWrites(table, one, { state: 'FAILED', reason: 'bounced' }, at(start));
    await table.write(failed!);
    const unknown = await outcomeWrites(table, two, { state: 'UNKNOWN' }, at(start));
    await table.write(unknown!);
    expect((await readLedger(table, 'C-1')).marketing.map(({ messageId }) => messageId)).toEqual([two.messageId]);
    expect(await outcomeWrites(table, { ...one, state: 'FAILED' }, { state: 'DELIVERED' }, at(start))).toBeUndefined();
  });
});
