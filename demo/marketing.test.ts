import { describe, expect, it } from 'vitest';
import { offersAgreed, offersCanBeStopped, offersFit, offersSeldom } from './rules/marketing.ts';
import type { Row, Sent, Snapshot } from './snapshot.ts';

/** One customer of store S01 who agreed to offers, and offers about their car V-1. */
const at = '2026-03-20T15:00:00.000Z';

const event = (when: string, type: string, entityId: string, data: object = {}): Row => ({
  pk: 'LOG',
  sk: `EVENT#${when}#${type}`,
  kind: 'outbox',
  event: {
    type,
    at: when,
    entity: type.split('.')[0],
    entityId,
    storeId: 'S01',
    customerId: 'C-1',
    data,
  },
});

const agreed = event('2026-03-01T15:00:00.000Z', 'customer.opted-in', 'C-1', { channel: 'marketing-sms' });

const message = (when: string): Row => ({
  pk: 'STORE#S01#VH#V-1',
  sk: `CLAIM#${when}`,
  kind: 'message',
  storeId: 'S01',
  customerId: 'C-1',
  subject: 'vh-V-1',
  category: 'marketing',
  providerId: `m-${when}`,
});

const sent = (when: string, more: Partial<Sent> = {}): Sent => ({
  id: `m-${when}`,
  at: when,
  channel: 'sms',
  to: '+13125550101',
  text: 'Due for service. Reply STOP to get no more texts.',
  unsubscribes: false,
  reference: `S01.${when}`,
  ...more,
});

const offered = (times: readonly string[], rows: readonly Row[] = [agreed], more: Partial<Sent> = {}): Snapshot => ({
  at: '2026-05-01T15:00:00.000Z',
  rows: [...rows, ...times.map(message)],
  due: [],
  executions: [],
  outbox: times.map((when) => sent(when, more)),
  recipients: [],
  repairs: [],
  errors: [],
  deadLetters: [],
});

describe('the checker finds planted offers', () => {
  it('that nobody agreed to, or that somebody took back', () => {
    const out = (channel: string) => event('2026-03-10T15:00:00.000Z', 'customer.opted-out', 'C-1', { channel });
    expect(offersAgreed.find(offered([at]))).toEqual([]);
    expect(offersAgreed.find(offered([at], []))).toHaveLength(1);
    expect(offersAgreed.find(offered([at], [agreed, out('marketing-sms')]))).toHaveLength(1);
    const back = event('2026-03-11T15:00:00.000Z', 'customer.opted-in', 'C-1', { channel: 'sms' });
    expect(offersAgreed.find(offered([at], [agreed, out('sms'), back]))).toHaveLength(1);
  });

  it('that come too often in a week or a month', () => {
    const days = (...all: readonly string[]) => all.map((day) => `2026-03-${day}T15:00:00.000Z`);
    expect(offersSeldom.find(offered(days('02', '09', '16', '23')))).toEqual([]);
    expect(offersSeldom.find(offered(days('02', '07')))).toHaveLength(1);
    expect(offersSeldom.find(offered(days('02', '09', '16', '23', '30')))).toHaveLength(1);
  });

  it.each([
    ['a car that was sold', event('2026-03-10T15:00:00.000Z', 'vehicle.ownership-changed', 'V-1', { status: 'sold' })],
    ['somebody who complains', event('2026-03-10T15:00:00.000Z', 'customer.complaint-opened', 'C-1')],
    ['a car in the shop', event('2026-03-10T15:00:00.000Z', 'repair-order.opened', '10233')],
  ])('about %s', (_, fact) => {
    expect(offersFit.find(offered([at]))).toEqual([]);
    expect(offersFit.find(offered([at], [agreed, fact]))).toHaveLength(1);
    expect(offersFit.find(offered(['2026-03-05T15:00:00.000Z'], [agreed, fact]))).toEqual([]);
  });

  it('but not once the order is closed or the complaint settled', () => {
    const order = (when: string, type: string) => event(when, `repair-order.${type}`, '10233');
    const closed = [order('2026-03-10T15:00:00.000Z', 'opened'), order('2026-03-11T15:00:00.000Z', 'closed')];
    expect(offersFit.find(offered([at], closed))).toEqual([]);
    const reopened = order('2026-03-12T15:00:00.000Z', 'reopened');
    expect(offersFit.find(offered([at], [...closed, reopened]))).toHaveLength(1);
  });

  it('without a way out', () => {
    expect(offersCanBeStopped.find(offered([at]))).toEqual([]);
    expect(offersCanBeStopped.find(offered([at], [agreed], { text: 'Due for service.' }))).toHaveLength(1);
    expect(offersCanBeStopped.find(offered([at], [agreed], { channel: 'mail' }))).toHaveLength(1);
    expect(offersCanBeStopped.find(offered([at], [agreed], { channel: 'mail', unsubscribes: true }))).toEqual([]);
  });
});
