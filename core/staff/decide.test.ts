import { describe, expect, it } from 'vitest';
import { momentsOf } from '../kernel/testing.ts';
import { addStaff, assignStaff, changeStaff, deactivateStaff, reactivateStaff, refuseAboveOneself } from './decide.ts';
import { memberAt, type StaffMember } from './staff.ts';

const at = momentsOf({ kind: 'staff', id: 'ana' });
const moment = () => at('2026-03-10T14:30:00Z');

const settings = { name: 'Ana Ruiz', email: 'ana@example.com' };
const ana = (roles: StaffMember['assignments'][number]['roles'], storeId = 'S01') =>
  addStaff('ana', settings, [{ storeId, roles, department: 'service' }], moment()).state;

const rowsOf = (change: { writes: readonly unknown[] }) => JSON.stringify(change.writes);
const kinds = (change: ReturnType<typeof addStaff>) =>
  change.writes.map((write) => ('put' in write ? write.put.kind : 'check' in write ? 'check' : 'update'));

describe('staff', () => {
  it('comes with a member row per store and one event, which names nobody', () => {
    const change = addStaff(
      'ana',
      settings,
      [
        { storeId: 'S01', roles: ['advisor'] },
        { storeId: 'S02', roles: ['advisor'] },
      ],
      moment(),
    );
    expect(kinds(change)).toEqual(['staff', 'outbox', 'member', 'member']);
    expect(change.event).toMatchObject({ type: 'staff.added', data: { staffId: 'ana', stores: ['S01', 'S02'] } });
    expect(JSON.stringify(change.event)).not.toContain('Ruiz');
  });

  it('keeps other stores when roles change at one', () => {
    const both = assignStaff(ana(['advisor']), { storeId: 'S02', roles: ['parts'] }, moment()).state;
    const change = changeStaff(both, settings, { storeId: 'S01', roles: ['service-manager'] }, {}, moment());
    expect(change.state.assignments).toEqual([
      { storeId: 'S02', roles: ['parts'] },
      { storeId: 'S01', roles: ['service-manager'] },
    ]);
    expect(change.event.data).toMatchObject({ fields: ['assignments'] });
  });

  it('leaves a store when no role is left there; the store’s row says so', () => {
    const both = assignStaff(ana(['advisor']), { storeId: 'S02', roles: ['parts'] }, moment()).state;
    const change = changeStaff(both, settings, { storeId: 'S01', roles: [] }, {}, moment());
    expect(memberAt(change.state, 'S01')).toMatchObject({ active: false, roles: [] });
    expect(memberAt(change.state, 'S02')).toMatchObject({ active: true, roles: ['parts'] });
    expect(kinds(change)).toEqual(['staff', 'outbox', 'member', 'member']);
    expect(change.event.data).toMatchObject({ stores: ['S01', 'S02'] });
  });

  it('leaves and comes back, once each', () => {
    const gone = deactivateStaff(ana(['advisor']), {}, moment());
    expect(gone.event).toMatchObject({ type: 'staff.deactivated', data: { staffId: 'ana', stores: ['S01'] } });
    expect(memberAt(gone.state, 'S01').active).toBe(false);
    expect(() => deactivateStaff(gone.state, {}, moment())).toThrow('left already');
    const back = reactivateStaff(gone.state, moment());
    expect(memberAt(back.state, 'S01')).toMatchObject({ active: true, roles: ['advisor'] });
    expect(() => reactivateStaff(back.state, moment())).toThrow('active already');
    expect(back.state.version).toBe(3);
  });
});

describe('a store’s last administrator', () => {
  const admin = ana(['administrator']);

  it('can neither leave nor lose the role', () => {
    expect(() => deactivateStaff(admin, { S01: undefined }, moment())).toThrow('last active administrator');
    const place = { storeId: 'S01', roles: ['advisor' as const] };
    expect(() => changeStaff(admin, settings, place, {}, moment())).toThrow('last active administrator');
  });

  it('is checked again in the transaction, on the other administrator’s row', () => {
    const change = deactivateStaff(admin, { S01: 'al' }, moment());
    expect(change.writes.at(-1)).toEqual({
      check: { pk: 'STORE#S01', sk: 'STAFF#al' },
      when: { equals: { administers: true } },
    });
  });

  it('is nobody who has left already', () => {
    const gone = deactivateStaff(admin, { S01: 'al' }, moment()).state;
    const change = changeStaff(gone, settings, { storeId: 'S01', roles: ['advisor'] }, {}, moment());
    expect(rowsOf(change)).not.toContain('"check"');
  });
});

describe('the role administrator', () => {
  it('is given, changed and taken by administrators only', () => {
    expect(() => refuseAboveOneself(['general-manager'], ['administrator'])).toThrow('Only an administrator');
    expect(() => refuseAboveOneself(['general-manager'], ['advisor'], ['parts'])).not.toThrow();
    expect(() => refuseAboveOneself(['administrator'], ['administrator'])).not.toThrow();
  });
});
