/** Why a message went out, over HTTP: by its store and id, and by the reference that providers report with. */
import { expect, test } from 'vitest';
import { parseInstant } from '../../core/kernel/time.ts';
import { claimMessage, messageReference } from '../../core/messages/index.ts';
import { openWorld } from './world.ts';

test('the record of a decision is read by id at its store, or by reference, and only by that store’s staff', async () => {
  const world = await openWorld();
  const at = parseInstant('2026-03-10T15:00:00Z');
  const decision = { rule: 'allowed', result: 'send' as const, at, inputs: { zones: ['America/Chicago'] } };
  const place = { storeId: 'S01', followUp: 'parts-eta', subject: 'ro-10233', act: 'tell', occasion: 'v7' };
  const messageId = 'parts-eta.ro-10233.tell.v7';
  const words = {
    template: 'eta',
    category: 'transactional' as const,
    title: 'Your part',
    text: 'It is here.',
    told: {},
  };
  const message = { ...place, ...words, messageId, customerId: 'C-1', state: 'CLAIMED' as const, claimedAt: at };
  await world.table.write(claimMessage({ ...message, decision, version: 1 }, 'sms', world.moment()).writes);
  const reference = messageReference(place);
  const paths = [`/stores/S01/messages/${messageId}/decision`, `/messages/${reference}/decision`];
  for (const path of paths) {
    expect(await world.send('GET', path, { by: 'ana' })).toMatchObject({ status: 200, body: decision });
    expect(await world.send('GET', path, { by: 'bo' }), path).toMatchObject({ status: 404 });
  }
  for (const wrong of [messageId, 'S01.hello', `S02.${messageId}`, 'S01.parts-eta.ro-1.tell.v7']) {
    expect(await world.send('GET', `/messages/${wrong}/decision`, { by: 'ana' }), wrong).toMatchObject({ status: 404 });
  }
});
