/** Numbers that must never be kept (domain section 5, rule 16): whoever sends them, and however, no row holds them. */
import { beforeEach, describe, expect, test } from 'vitest';
import { openTown, sam, type Town } from './town.ts';

let town: Town;

beforeEach(async () => {
  town = await openTown();
});

const secrets = /123-?45-?6789|1\/2\/1980|D123-?4567/;

/** Everything that the table holds, with what is in base64 read as well. */
const kept = (): string =>
  town.table
    .rows()
    .map((row) => {
      const raw = row['raw'];
      return JSON.stringify(row) + (typeof raw === 'string' ? Buffer.from(raw, 'base64').toString() : '');
    })
    .join('\n');

const said = 'My SSN is 123-45-6789, DOB 1/2/1980, DL D123-4567-8901. Is it ready?';
const left = 'My SSN is [redacted: ssn], DOB [redacted: date of birth], DL [redacted: licence]. Is it ready?';

describe('a number that must not be kept', () => {
  test('is taken out of a text, and of the letter as it came', async () => {
    await town.text(sam.phone, said);
    expect((await town.lines(sam.customerId))[0]?.text).toBe(left);
    expect(kept()).not.toMatch(secrets);
  });

  test('is taken out of a mail, of its subject, and of the letter as it came', async () => {
    const head = `From: Sam <${sam.email}>\r\nSubject: ssn 123456789\r\nContent-Type: text/plain; charset=utf-8\r\n`;
    const body = Buffer.from(said).toString('base64');
    await town.mail(sam.email, `${head}Content-Transfer-Encoding: base64\r\n\r\n${body}`);
    expect((await town.lines(sam.customerId))[0]).toMatchObject({ text: left, title: 'ssn [redacted: ssn]' });
    expect(kept()).not.toMatch(secrets);
    expect(kept()).not.toContain(body);
  });

  test('is taken out of what nobody can read', async () => {
    await town.notice({ credit: { ssn: '123456789', note: 'line one\nSSN\t123 45 6789' } });
    expect(town.reviews()).toEqual(['unreadable']);
    expect(kept()).toContain('[redacted: ssn]');
    expect(kept()).not.toMatch(/6789/);
  });

  test('is taken out of what the staff write down', async () => {
    await town.book({ hours: 24 });
    await town.text(sam.phone, 'Hello?');
    const answer = await town.send('POST', `/stores/S01/conversations/${sam.customerId}/answers`, {
      by: 'ana',
      body: { text: said },
    });
    expect([answer.status, JSON.stringify(answer.body).match(secrets)]).toEqual([201, null]);
    const path = '/stores/S01/appointments/A-1/cancel';
    expect((await town.send('POST', path, { by: 'ana', body: { reason: said } })).status).toBe(200);
    expect(kept()).toContain(left);
    expect(kept()).not.toMatch(secrets);
  });
});
