import { describe, expect, it } from 'vitest';
import type { Moment } from '../kernel/event.ts';
import { parseInstant } from '../kernel/time.ts';
import { createCustomer } from './decide.ts';
import { changeRelationship } from './relationship.ts';

const moment: Moment = {
  now: parseInstant('2026-03-10T15:00:00Z'),
  newId: () => 'id-1',
  actor: { kind: 'staff', id: 'ana' },
  cause: 'request-1',
};
const sam = createCustomer('S01', 'C-1', { name: { last: 'Lee' }, phones: [], emails: [] }, moment).state;
const january = parseInstant('2026-01-05T15:00:00Z');
const february = parseInstant('2026-02-05T15:00:00Z');

describe('what decides about the national registry', () => {
  it('is kept with the day it became known, and events say which, never when', () => {
    const change = changeRelationship(sam, { onNationalRegistry: true, lastPurchaseAt: january }, moment);
    expect(change?.state).toMatchObject({ onNationalRegistrySince: moment.now, lastPurchaseAt: january });
    expect(change?.event.data).toEqual({ fields: ['onNationalRegistrySince', 'lastPurchaseAt'] });
  });

  it('comes late and in any order: the later of two stays', () => {
    const known = changeRelationship(sam, { lastInquiryAt: february }, moment)?.state ?? sam;
    expect(changeRelationship(known, { lastInquiryAt: january }, moment)).toBeUndefined();
    expect(changeRelationship(sam, {}, moment)).toBeUndefined();
  });

  it('ends with the entry in the registry', () => {
    const listed = changeRelationship(sam, { onNationalRegistry: true }, moment)?.state ?? sam;
    expect(changeRelationship(listed, { onNationalRegistry: true }, moment)).toBeUndefined();
    expect(
      changeRelationship(listed, { onNationalRegistry: false }, moment)?.state.onNationalRegistrySince,
    ).toBeUndefined();
  });

  it('has happened: a purchase to come is refused by its field', () => {
    const tomorrow = parseInstant('2026-03-11T15:00:00Z');
    expect(() => changeRelationship(sam, { lastPurchaseAt: tomorrow }, moment)).toThrow('lastPurchaseAt');
  });
});
