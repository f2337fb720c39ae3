import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Moment } from '../kernel/event.ts';
import { parseInstant, plus } from '../kernel/time.ts';
import { changeComplaint } from './complaint.ts';
import { changeConsent } from './consent.ts';
import type { Customer } from './customer.ts';
import { changeCustomer, contactsOf, createCustomer } from './decide.ts';
import { idsOf, mergeCustomer, unmergeCustomer } from './duplicates.ts';
import { mergedConsent } from './merge.ts';

const now = parseInstant('2026-03-10T15:00:00Z');
const moment: Moment = { now, newId: () => 'id', actor: { kind: 'staff', id: 'ana' }, cause: 'request-1' };
const later: Moment = { ...moment, now: plus(now, { hours: 1 }) };

const profile = (numbers: readonly string[], emails: readonly string[] = []) => ({
  name: { first: 'Sam' },
  phones: numbers.map((end) => ({ number: `+131255501${end}`, kind: 'mobile' as const })),
  emails: [...emails],
});
const known = (id: string, numbers: readonly string[], emails: readonly string[] = []): Customer =>
  createCustomer('S01', id, profile(numbers, emails), moment).state;

/** Merges, where it is no news that it can be done. */
const merged = (duplicate: Customer, kept: Customer) => {
  const done = mergeCustomer(duplicate, kept, [], later);
  if (done === undefined) throw new Error('Nothing was merged.');
  return done;
};
const undone = (duplicate: Customer, kept: Customer) => {
  const done = unmergeCustomer(duplicate, kept, [], later);
  if (done === undefined) throw new Error('Nothing was undone.');
  return done;
};
const numbersOf = ({ phones }: Customer): readonly string[] => phones.map(({ number }) => number.slice(-2));

describe('a merge', () => {
  it('gives the one who is kept the contacts of the duplicate, which keeps its own', () => {
    const { duplicate, kept, writes } = merged(
      known('C-2', ['02', '03'], ['b@example.com']),
      known('C-1', ['01', '02'], ['a@example.com']),
    );
    expect(numbersOf(kept)).toEqual(['01', '02', '03']);
    expect(kept.emails).toEqual(['a@example.com', 'b@example.com']);
    expect(kept.duplicates).toEqual([
      { customerId: 'C-2', since: later.now, brought: ['+13125550103', 'b@example.com'] },
    ]);
    expect(duplicate).toMatchObject({ mergedInto: 'C-1', version: 2 });
    expect(numbersOf(duplicate)).toEqual(['02', '03']);
    expect(idsOf(kept, 'C-1')).toEqual(['C-1', 'C-2']);
    const found = writes.flatMap((write) => ('put' in write && write.put['kind'] === 'lookup' ? [write.put.pk] : []));
    expect(found.toSorted()).toEqual([
      'CONTACT#+13125550103',
      'CONTACT#b@example.com',
      'STORE#S01#LOOKUP#+13125550103',
      'STORE#S01#LOOKUP#b@example.com',
    ]);
  });

  it('leaves one number to lead: that of the one who is kept', () => {
    const lead = (of: Customer): Customer => ({ ...of, phones: of.phones.map((each) => ({ ...each, primary: true })) });
    const { kept } = merged(lead(known('C-2', ['02'])), lead(known('C-1', ['01'])));
    expect(kept.phones.filter(({ primary }) => primary).map(({ number }) => number)).toEqual(['+13125550101']);
  });

  it('keeps what either forbids: a stop, no messages at all, a complaint, an entry in the registry', () => {
    const said = { channel: 'sms', optedOut: true } as const;
    const stopped = changeConsent(known('C-2', ['02']), said, moment)?.state ?? known('C-2', []);
    const angry = changeComplaint(stopped, { open: true, storeId: 'S01' }, moment)?.state ?? stopped;
    const { kept } = merged({ ...angry, preferredChannel: 'none', onNationalRegistrySince: now }, known('C-1', ['01']));
    expect(kept).toMatchObject({
      consent: { smsOptOutAt: now },
      complaint: { since: now },
      preferredChannel: 'none',
      onNationalRegistrySince: now,
    });
  });

  it('hears stops that were said from the contacts which come along', () => {
    const done = mergeCustomer(known('C-2', ['02']), known('C-1', ['01']), [{ channel: 'sms', at: now }], later);
    expect(done?.kept.consent.smsOptOutAt).toBe(now);
  });

  it('that was made already says nothing new', () => {
    const { duplicate, kept } = merged(known('C-2', ['02']), known('C-1', ['01']));
    expect(mergeCustomer(duplicate, kept, [], later)).toBeUndefined();
  });

  it('of a customer and themselves, into a duplicate, or of one who has duplicates is refused', () => {
    const one = known('C-1', ['01']);
    expect(() => mergeCustomer(one, one, [], moment)).toThrow('another customer');
    const { duplicate, kept } = merged(known('C-2', ['02']), one);
    expect(() => mergeCustomer(kept, duplicate, [], moment)).toThrow('Send C-1.');
    expect(() => mergeCustomer(known('C-3', []), duplicate, [], moment)).toThrow('Send C-1.');
    expect(() => mergeCustomer(kept, known('C-3', []), [], moment)).toThrow('merge C-3 into C-1 instead');
    expect(() => mergeCustomer(duplicate, known('C-3', []), [], moment)).toThrow('undo that first');
  });

  it('is refused where a customer would have more contacts, or duplicates, than one person has', () => {
    const [many, more] = [known('C-2', ['01', '02', '03']), known('C-1', ['04', '05', '06'])];
    expect(() => mergeCustomer(many, more, [], moment)).toThrow('more than 5 phones');
    let kept = known('C-1', ['01']);
    for (let at = 0; at < 10; at += 1) kept = merged(known(`D-${at}`, ['01']), kept).kept;
    expect(() => mergeCustomer(known('D-10', ['01']), kept, [], moment)).toThrow('more than 10 duplicates');
  });
});

describe('undoing a merge', () => {
  it('gives the contacts back, and keeps what was forbidden meanwhile for both', () => {
    const { duplicate, kept } = merged(known('C-2', ['02']), known('C-1', ['01']));
    const quiet = changeConsent(kept, { channel: 'sms', optedOut: true }, later)?.state ?? kept;
    const after = undone(duplicate, quiet);
    expect(numbersOf(after.kept)).toEqual(['01']);
    expect(after.kept).not.toHaveProperty('duplicates');
    expect(after.duplicate).not.toHaveProperty('mergedInto');
    expect([after.kept, after.duplicate].map(({ consent }) => consent.smsOptOutAt)).toEqual([later.now, later.now]);
  });

  it('leaves a number that two duplicates brought until both are gone', () => {
    const first = merged(known('C-2', ['02']), known('C-1', ['01']));
    const second = merged(known('C-3', ['02']), first.kept);
    const once = undone(first.duplicate, second.kept);
    expect(numbersOf(once.kept)).toEqual(['01', '02']);
    expect(numbersOf(undone(second.duplicate, once.kept).kept)).toEqual(['01']);
  });

  it('of somebody who is no duplicate of theirs says nothing', () => {
    expect(unmergeCustomer(known('C-2', []), known('C-1', []), [], moment)).toBeUndefined();
  });

  it('closes a complaint for both that was settled while they were one', () => {
    const angry = changeComplaint(known('C-2', ['02']), { open: true, storeId: 'S01' }, moment)?.state;
    const { duplicate, kept } = merged(angry ?? known('C-2', []), known('C-1', ['01']));
    const settled = changeComplaint(kept, { open: false, storeId: 'S01' }, later)?.state ?? kept;
    expect(undone(duplicate, settled).duplicate.complaint).toBeUndefined();
  });
});

/** What may be done with three customers who may be one, or two, or three. */
const steps = fc.array(
  fc.record({
    does: fc.constantFrom('merge', 'unmerge', 'stop', 'start', 'profile'),
    who: fc.nat(2),
    into: fc.nat(2),
    numbers: fc.uniqueArray(fc.constantFrom('01', '02', '03', '04'), { maxLength: 2 }),
  }),
  { maxLength: 14 },
);

it('merging and undoing in any order never loosens, makes no chain, and loses nobody’s contacts', () => {
  fc.assert(
    fc.property(steps, (all) => {
      const people = [known('C-0', ['00']), known('C-1', ['01']), known('C-2', ['01', '02'])];
      const at = (index: number): Customer => people[index] ?? known('C-9', []);
      const put = (...changed: readonly Customer[]): void => {
        for (const one of changed) people[Number(one.customerId.slice(-1))] = one;
      };
      for (const { does, who, into, numbers } of all) {
        const [one, other] = [at(who), at(into)];
        try {
          if (does === 'merge') {
            const done = mergeCustomer(one, other, [], later);
            if (done === undefined) continue;
            const strict = mergedConsent(one.consent, other.consent);
            expect(mergedConsent(done.kept.consent, strict)).toEqual(done.kept.consent);
            put(done.duplicate, done.kept);
          } else if (does === 'unmerge') {
            const kept = people.find(({ customerId }) => customerId === one.mergedInto);
            const done = kept && unmergeCustomer(one, kept, [], later);
            if (kept === undefined || done === undefined) continue;
            expect(done.kept.consent).toEqual(kept.consent);
            expect(mergedConsent(done.duplicate.consent, kept.consent)).toEqual(done.duplicate.consent);
            expect(contactsOf(done.duplicate)).toEqual(contactsOf(one));
            put(done.duplicate, done.kept);
          } else if (one.mergedInto === undefined) {
            const said =
              does === 'start'
                ? ({ channel: 'sms', optedOut: false, wording: 'yes', source: 'counter' } as const)
                : ({ channel: 'sms', optedOut: true } as const);
            put(
              does === 'profile'
                ? changeCustomer(one, profile(numbers), later).state
                : (changeConsent(one, said, later)?.state ?? one),
            );
          }
        } catch (error) {
          expect(error).toMatchObject({ name: 'Problem' });
        }
        for (const person of people) {
          const kept = people.find(({ customerId }) => customerId === person.mergedInto);
          expect(kept?.mergedInto).toBeUndefined();
          if (kept !== undefined) expect(idsOf(kept, '')).toContain(person.customerId);
          for (const { customerId } of person.duplicates ?? []) {
            expect(at(Number(customerId.slice(-1))).mergedInto).toBe(person.customerId);
          }
        }
      }
    }),
  );
});
