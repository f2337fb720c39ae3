/**
 * Those who lead a store look at what is stuck and send it on its way again. They are needed in the hostile town: where
 * every second read takes its time, a door that reads much ends unfinished again and again, and living executions are
 * called dead on top. A run that this happens to five times in a row is given to them.
 */
import { hour, type StoreId } from './folk.ts';
import type { Town } from './town.ts';

const leads: Readonly<Record<StoreId, string>> = { S01: 'gil', S02: 'zoe' };

/** Hours from one look to the next; as long as nothing is stuck it is all they do. */
const everyHours = 4;

async function lookAfter(town: Town, storeId: StoreId): Promise<void> {
  for (;;) {
    await town.post.pass(everyHours * hour);
    const { body } = await town.request(leads[storeId], 'GET', `/stores/${storeId}/follow-ups`);
    for (const { followUp, subject, version } of body.items ?? []) {
      const path = `/stores/${storeId}/follow-ups/${followUp}/${subject}/resume`;
      await town.request(leads[storeId], 'POST', path, undefined, { 'If-Match': `"${version}"` });
    }
  }
}

/** Has somebody at each store look, also when everybody else has gone home. */
export function lookAfterTheStuck(town: Town): void {
  for (const storeId of ['S01', 'S02'] as const) town.post.send(0, () => lookAfter(town, storeId));
}
