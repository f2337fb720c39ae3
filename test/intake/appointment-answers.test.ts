/** C, R and X: they count for the appointment and the time that the customer read of, and only as their last word. */
import { beforeEach, describe, expect, test } from 'vitest';
import { appointmentAt, appointmentKey } from '../../core/appointments/index.ts';
import { plus } from '../../core/kernel/time.ts';
import { claimKey } from '../../core/messages/index.ts';
import { kim, openTown, sam, type Town } from './town.ts';

let town: Town;

beforeEach(async () => {
  town = await openTown();
});

describe('answers to an appointment', () => {
  test.each([
    ['C', 'appointment.confirmed', { confirmedBy: 'reply' }],
    ['r', 'appointment.move-asked', { callbackWanted: true }],
    [' X.', 'appointment.cancelled', { status: 'CANCELLED' }],
  ])('%s', async (word, event, state) => {
    await town.book({ hours: 24 });
    await town.wrote(sam, 'ap-A-1', 'remind');
    await town.text(sam.phone, word);
    expect(town.events(event)).toMatchObject([{ actor: { kind: 'customer', id: sam.customerId } }]);
    expect(await appointmentAt(town.table, 'S01', 'A-1')).toMatchObject(state);
    expect((await town.conversation(sam.customerId))?.waitingSince).toBeUndefined();
  });

  test.each([
    ['one that is over', { hours: -2 }, {}],
    ['one that was cancelled', { hours: 24 }, { status: 'CANCELLED' as const }],
    ['one of somebody else', { hours: 24 }, { customerId: kim.customerId }],
  ])('an answer to %s is free text, and a person answers', async (_, startsIn, more) => {
    await town.book(startsIn, more);
    await town.wrote(sam, 'ap-A-1', 'remind');
    await town.text(sam.phone, 'C');
    expect(town.events('appointment.confirmed')).toEqual([]);
    expect(await town.lines(sam.customerId)).toMatchObject([{ text: 'C', meaning: 'free-text' }]);
    expect((await town.conversation(sam.customerId))?.waitingSince).toBeDefined();
  });

  test.each(['C', 'R', 'X'])(
    '%s about a time that was moved since is free text: they have not read the new one',
    async (word) => {
      const { startsAt } = await town.book({ hours: 24 });
      await town.wrote(sam, 'ap-A-1', 'remind');
      const moved = { startsAt: plus(startsAt ?? town.clock, { hours: 26 }) };
      await town.table.write([{ update: appointmentKey('S01', 'A-1'), set: moved, when: {} }]);
      await town.text(sam.phone, word);
      const { confirmedAt, callbackWanted, status } = await appointmentAt(town.table, 'S01', 'A-1');
      expect([confirmedAt, callbackWanted, status]).toEqual([undefined, undefined, 'BOOKED']);
      expect((await town.conversation(sam.customerId))?.waitingSince).toBeDefined();
    },
  );

  test.each(['C', 'X'])(
    '%s that was held up until a later word, or a later message, had come is free text',
    async (word) => {
      await town.book({ hours: 24 });
      await town.wrote(sam, 'ap-A-1', 'remind');
      const earlier = town.clock;
      town.clock = plus(town.clock, { minutes: 5 });
      await town.text(sam.phone, 'R');
      await town.heldUp(earlier, sam.phone, word);
      expect(await appointmentAt(town.table, 'S01', 'A-1')).toMatchObject({ status: 'BOOKED', callbackWanted: true });
      await town.text(sam.phone, 'C');
      expect((await appointmentAt(town.table, 'S01', 'A-1')).confirmedBy).toBe('reply');
      await town.wrote(sam, 'ap-A-1', 'remind');
      await town.heldUp(earlier, sam.phone, 'X');
      expect((await appointmentAt(town.table, 'S01', 'A-1')).status).toBe('BOOKED');
      expect((await town.conversation(sam.customerId))?.waitingSince).toBeDefined();
    },
  );

  test('C after a message that came back is free text: they answer another one', async () => {
    await town.book({ hours: 24 });
    const { told: _, ...message } = await town.wrote(sam, 'ap-A-1', 'remind');
    await town.table.write([{ update: claimKey(message), set: { state: 'FAILED' }, when: {} }]);
    await town.text(sam.phone, 'C');
    expect(town.events('appointment.confirmed')).toEqual([]);
  });

  test('R once more, while a call is owed or was made, is for a person', async () => {
    await town.book({ hours: 24 });
    await town.wrote(sam, 'ap-A-1', 'remind');
    await town.text(sam.phone, 'R');
    expect((await town.conversation(sam.customerId))?.waitingSince).toBeUndefined();
    await town.text(sam.phone, 'R');
    expect((await town.conversation(sam.customerId))?.waitingSince).toBeDefined();
  });

  test('C after another message is free text: it answers that one', async () => {
    await town.book({ hours: 24 });
    await town.wrote(sam, 'ap-A-1', 'remind');
    await town.wrote(sam, 'ro-7');
    await town.text(sam.phone, 'C');
    expect(town.events('appointment.confirmed')).toEqual([]);
  });
});
