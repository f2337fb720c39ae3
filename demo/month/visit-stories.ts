/** What becomes of appointments, from the customer who confirms and comes to the one who is never seen. */

/** What a customer does about a message: writes something back, or taps the link. */
export type Answer =
  | { readonly to: 'confirmation' | 'reminder'; readonly text: string }
  | { readonly to: 'confirmation' | 'reminder'; readonly tap: 'confirm' | 'move' | 'cancel' };

/** A course of things about one appointment. */
export interface VisitStory {
  readonly name: string;
  /** How many appointments of a store go this way. */
  readonly times: number;
  readonly department: 'service' | 'sales';
  readonly purpose: 'service' | 'test-drive' | 'sales-visit' | 'delivery';
  /** Days from Monday to Friday between the booking and the visit; 0 is the same day. */
  readonly ahead: number;
  /** Booked at once unless said: the slot is held first, only held, or only the day is agreed at first. */
  readonly made?: 'held' | 'held only' | 'day only';
  readonly answers?: Answer;
  /** In time unless said. A customer whose visit was missed may still come the same day. */
  readonly comes?: 'late' | 'never';
  /** What a customer who was missed says when somebody calls. */
  readonly called?: 'another time' | 'no';
  /** Must begin in the first days, because it takes long. */
  readonly early?: true;
}

const service = (name: string, ahead: number, more: Partial<VisitStory> = {}): VisitStory => ({
  name,
  times: 1,
  department: 'service',
  purpose: 'service',
  ahead,
  ...more,
});

const sales = (name: string, ahead: number, more: Partial<VisitStory> = {}): VisitStory => ({
  ...service(name, ahead),
  department: 'sales',
  purpose: 'test-drive',
  ...more,
});

const writes = (text: string, to: Answer['to'] = 'confirmation') => ({ answers: { to, text } });
const taps = (tap: 'confirm' | 'move' | 'cancel', to: Answer['to'] = 'confirmation') => ({ answers: { to, tap } });

/** All courses at one store. */
export const visitStories: readonly VisitStory[] = [
  service('confirms with C', 6, { ...writes(' c '), times: 2 }),
  service('confirms the reminder with a tap', 8, taps('confirm', 'reminder')),
  service('wants another time, with R', 7, writes('R')),
  service('cancels with X', 5, writes('x.', 'reminder')),
  service('cancels with a tap', 9, taps('cancel')),
  service('says nothing and comes', 4, { times: 2 }),
  service('comes the same day', 0),
  service('comes tomorrow', 1, writes('Yes', 'confirmation')),
  service('writes STOP and comes', 6, writes(' Stop ')),
  service('asks something first', 5, writes('Can I wait in the lounge meanwhile?')),
  service('names a day first', 6, { made: 'day only' }),
  service('is held first', 5, { made: 'held', ...writes('C') }),
  service('only holds', 4, { made: 'held only' }),
  service('comes late', 5, { comes: 'late' }),
  service('does not come, then does', 4, { comes: 'never', called: 'another time' }),
  service('does not come', 7, { comes: 'never', called: 'no', ...writes('C', 'reminder') }),
  service('comes in forty days', 29, { early: true, ...taps('confirm', 'reminder') }),
  sales('drives', 3, writes('C')),
  sales('drives the same day', 0),
  sales('drives without a word', 5),
  sales('looks at a car', 6, { purpose: 'sales-visit', ...taps('confirm') }),
  sales('wants another hour', 5, taps('move', 'reminder')),
  sales('bought elsewhere', 6, { purpose: 'sales-visit', ...writes('X') }),
  sales('comes later that day', 4, { comes: 'late' }),
  sales('is missed and saved', 3, { comes: 'never', called: 'another time' }),
  sales('is missed', 5, { purpose: 'sales-visit', comes: 'never' }),
  sales('names a day', 7, { made: 'day only' }),
  sales('takes delivery', 12, { purpose: 'delivery', ...taps('confirm', 'reminder') }),
];
