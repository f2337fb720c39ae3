import { describe, expect, it } from 'vitest';
import type { Moment } from '../kernel/event.ts';
import { parseInstant } from '../kernel/time.ts';
import { changeComplaint } from './complaint.ts';
import { changeCustomer, createCustomer } from './decide.ts';

const now = parseInstant('2026-03-10T14:30:00Z');
const moment: Moment = { now, newId: () => 'id', actor: { kind: 'staff', id: 'ana' }, cause: 'request-1' };
const profile = { name: { first: 'Sam' }, phones: [], emails: [] };
const sam = createCustomer('S01', 'C-1', profile, moment).state;

describe('a complaint', () => {
  it('is open since an instant, and closes', () => {
    const open = changeComplaint(sam, { open: true, storeId: 'S01' }, moment);
    expect(open?.state.complaint).toEqual({ since: now });
    expect(open?.event).toMatchObject({ type: 'customer.complaint-opened', data: { storeId: 'S01' } });
    const closed = changeComplaint(open?.state ?? sam, { open: false, storeId: 'S02' }, moment);
    expect(closed?.state).not.toHaveProperty('complaint');
  });

  it('that is open already, or closed, says nothing new', () => {
    const open = changeComplaint(sam, { open: true, storeId: 'S01' }, moment)?.state ?? sam;
    expect(changeComplaint(open, { open: true, storeId: 'S02' }, moment)).toBeUndefined();
    expect(changeComplaint(sam, { open: false, storeId: 'S01' }, moment)).toBeUndefined();
  });

  it('stays open when the profile changes', () => {
    const open = changeComplaint(sam, { open: true, storeId: 'S01' }, moment)?.state ?? sam;
    expect(changeCustomer(open, { ...profile, emails: ['sam@example.com'] }, moment).state.complaint).toBeDefined();
  });
});
