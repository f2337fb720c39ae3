/** What customers write when they turned out to be one: it is the kept one's word, about what was the duplicate's, too. */
import { beforeEach, expect, test } from 'vitest';
import { appointmentAt } from '../../core/appointments/index.ts';
import { kim, openTown, sam, type Town } from './town.ts';

let town: Town;

const merge = async (): Promise<void> => {
  const path = `/stores/S01/customers/${sam.customerId}/merge`;
  const got = await town.send('POST', path, { by: 'ana', body: { into: kim.customerId } });
  if (got.status !== 200) throw new Error(got.text);
};

beforeEach(async () => {
  town = await openTown();
});

test('C from the duplicate’s number confirms the duplicate’s appointment, in the conversation of the one who is kept', async () => {
  await town.book({ hours: 24 });
  await town.wrote(sam, 'ap-A-1', 'remind');
  await merge();
  await town.text(sam.phone, 'C');
  expect(await appointmentAt(town.table, 'S01', 'A-1')).toMatchObject({ confirmedBy: 'reply' });
  expect(await town.lines(kim.customerId)).toMatchObject([{ text: 'C', meaning: 'confirm' }]);
});

test('STOP from the duplicate’s number counts for the one who is kept, and for both when the merge is undone', async () => {
  await merge();
  await town.text(sam.phone, 'STOP');
  expect((await town.customer(kim.customerId)).consent.smsOptOutAt).toBeDefined();
  await town.send('POST', `/stores/S01/customers/${sam.customerId}/unmerge`, { by: 'ana' });
  expect((await town.customer(sam.customerId)).consent.smsOptOutAt).toBeDefined();
});

test('STOP counts even from a number that the one who is kept has lost meanwhile', async () => {
  await merge();
  const path = `/stores/S01/customers/${kim.customerId}`;
  const body = { name: { first: 'Kim' }, phones: [{ number: kim.phone, kind: 'mobile' }], emails: [] };
  await town.send('PUT', path, { by: 'ana', body, headers: { 'If-Match': '"2"' } });
  await town.text(sam.phone, 'STOP');
  await town.send('POST', `/stores/S01/customers/${sam.customerId}/unmerge`, { by: 'ana' });
  expect((await town.customer(sam.customerId)).consent.smsOptOutAt).toBeDefined();
});

test('an answer in the duplicate’s conversation is held against the rules of the one who is kept', async () => {
  await town.text(sam.phone, 'Is it ready?');
  await merge();
  const answers = `/stores/S01/conversations/${sam.customerId}/answers`;
  expect((await town.send('POST', answers, { by: 'ana', body: { text: 'Yes.' } })).status).toBe(201);
  await town.text(kim.phone, 'STOP');
  const noMail = { by: 'ana', body: { channel: 'email', optedOut: true } };
  await town.send('PUT', `/stores/S01/customers/${kim.customerId}/consent`, noMail);
  expect((await town.send('POST', answers, { by: 'ana', body: { text: 'Come!' } })).status).toBe(409);
});
