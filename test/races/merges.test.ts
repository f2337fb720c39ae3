/** Races between a merge and what is under way for the duplicate: its messages go to the customer who is kept, or to nobody. */
import { describe, expect, test } from 'vitest';
import { runsConcerned } from '../../core/run/index.ts';
import { settle } from '../simulation/people.ts';
import { openTown, type Town } from '../simulation/town.ts';
import { noFactChecks } from './guards.ts';
import { minutes, race, type Stage } from './stage.ts';
import { claims, messageStates, order, owed, waitingForEta } from './story.ts';

const people = '/stores/S01/customers';

async function ok(town: Town, method: string, path: string, body?: unknown): Promise<void> {
  const got = await town.request('bea', method, path, body);
  expect(got.status, JSON.stringify(got.body)).toBeLessThan(300);
}

const merge = (town: Town) => ok(town, 'POST', `${people}/C-1/merge`, { into: 'C-2' });
const unmerge = (town: Town) => ok(town, 'POST', `${people}/C-1/unmerge`);
const optOut = (town: Town, who: string) =>
  ok(town, 'PUT', `${people}/${who}/consent`, { channel: 'sms', optedOut: true });

/** Whom the messages went to, and in whose name they are kept. */
const addressed = async ({ town, rows }: Stage): Promise<unknown> => ({
  to: town.sent.map(({ to }) => to),
  of: (await rows()).filter(({ kind }) => kind === 'message').map(({ customerId }) => customerId),
});

describe('between the decision and the claim', () => {
  race('the customer turns out to be a duplicate', {
    guard: 'a claim checks the version of the duplicate’s row',
    without: noFactChecks,
    story: async (stage) => {
      const { town } = stage;
      await waitingForEta(stage);
      stage.meet({ door: 'act', when: 'before', write: claims }, () => merge(town));
      await order(town);
      await town.until(minutes(20));
      return addressed(stage);
    },
    with: { to: ['+13125550102'], of: ['C-2'] },
    instead: { to: ['+13125550101'], of: ['C-1'] },
  });

  race('the duplicate turns out to be a customer of their own', {
    guard: 'a claim checks the version of the duplicate’s row',
    without: noFactChecks,
    story: async (stage) => {
      const { town } = stage;
      await waitingForEta(stage);
      await merge(town);
      await town.until(minutes(7));
      stage.meet({ door: 'act', when: 'before', write: claims }, () => unmerge(town));
      await order(town);
      await town.until(minutes(20));
      return addressed(stage);
    },
    with: { to: ['+13125550101'], of: ['C-1'] },
    instead: { to: ['+13125550102'], of: ['C-2'] },
  });

  race('the one who is kept opts out', {
    guard: 'a claim checks the version of the kept customer’s row, too',
    without: noFactChecks,
    story: async (stage) => {
      const { town } = stage;
      await waitingForEta(stage);
      await merge(town);
      await town.until(minutes(7));
      stage.meet({ door: 'act', when: 'before', write: claims }, () => optOut(town, 'C-2'));
      await order(town);
      await town.until(minutes(20));
      return { sent: town.sent.length, messages: await messageStates(stage), owed: await owed(stage) };
    },
    with: { sent: 0, messages: ['REFUSED'], owed: ['customer-word'] },
    instead: { sent: 1, messages: ['ACCEPTED'], owed: [] },
  });

  race('somebody who wants no texts turns out to be the same person', {
    guard: 'a merge keeps what either forbids, and a claim checks that nobody was merged',
    without: noFactChecks,
    story: async (stage) => {
      const { town } = stage;
      await waitingForEta(stage);
      await optOut(town, 'C-2');
      stage.meet({ door: 'act', when: 'before', write: claims }, () => merge(town));
      await order(town);
      await town.until(minutes(20));
      return { sent: town.sent.length, messages: await messageStates(stage), owed: await owed(stage) };
    },
    with: { sent: 0, messages: ['REFUSED'], owed: ['customer-word'] },
    instead: { sent: 1, messages: ['ACCEPTED'], owed: [] },
  });
});

test('what becomes of the customer who is kept wakes the run of the duplicate', async () => {
  const town = openTown({ startAt: minutes(0), sweepMinutes: 0 });
  await settle(town.table, town.now(), town.newId);
  const ro = { roNumber: '10233', customerId: 'C-1', advisorId: 'ana', carAt: 'with-customer', lines: [] };
  await town.request('ana', 'POST', '/stores/S01/repair-orders', ro);
  const lines = [{ partNumber: 'X1', description: 'Water pump' }];
  await town.request('pat', 'POST', '/stores/S01/repair-orders/10233/parts-orders', { partsOrderId: 'P-1', lines });
  await town.until(minutes(5));
  await merge(town);
  await optOut(town, 'C-2');
  const event = town.committed.findLast(({ type }) => type === 'customer.opted-out');
  if (event === undefined) throw new Error('Nobody opted out.');
  expect(await runsConcerned('parts-eta', 'ro-')(event, town.table)).toMatchObject([{ subject: 'ro-10233' }]);
});
