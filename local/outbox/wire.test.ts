/** What the local cloud makes of a mail's files and headers. */
import { describe, expect, it } from 'vitest';
import type { Outbox, OutboxMessage } from './outbox.ts';
import { sendEmail } from './wire.ts';

const fake = () => {
  const kept: Omit<OutboxMessage, 'id' | 'at' | 'state'>[] = [];
  const outbox: Pick<Outbox, 'add' | 'takeFailure'> = {
    add: (message) => `m-${kept.push(message)}`,
    takeFailure: () => undefined,
  };
  return { kept, outbox: outbox as Outbox };
};

const mail = (simple: object) => ({
  FromEmailAddress: 'service@example.com',
  Destination: { ToAddresses: ['robin@example.com'] },
  Content: { Simple: { Subject: { Data: 'Your visit' }, Body: { Text: { Data: 'See you.' } }, ...simple } },
});

describe('a mail', () => {
  it('shows its files as text, and the headers it came with', () => {
    const { kept, outbox } = fake();
    const RawContent = Buffer.from('BEGIN:VCALENDAR').toString('base64');
    sendEmail(
      outbox,
      mail({
        Attachments: [{ RawContent, FileName: 'visit.ics', ContentType: 'text/calendar; method=REQUEST' }],
        Headers: [{ Name: 'List-Unsubscribe', Value: '<https://example.com/l/1>' }],
      }),
    );
    sendEmail(outbox, mail({}));
    expect(kept[0]).toMatchObject({
      attachments: [{ name: 'visit.ics', type: 'text/calendar; method=REQUEST', text: 'BEGIN:VCALENDAR' }],
      headers: { 'List-Unsubscribe': '<https://example.com/l/1>' },
    });
    expect(kept[1]).not.toHaveProperty('attachments');
    expect(kept[1]).not.toHaveProperty('headers');
  });

  it('is refused with a file that has no name', () => {
    const { outbox } = fake();
    expect(() => sendEmail(outbox, mail({ Attachments: [{ RawContent: '' }] }))).toThrow('FileName');
  });
});
