/** Staff: the only door for others. */
export { addStaff, assignStaff, changeStaff, deactivateStaff, type Place, type StaffSettings } from './decide.ts';
export { staffChanged, staffDeactivated, staffEvents } from './events.ts';
export { memberKey, staffKey, staffOfStore, storeWithStaff } from './keys.ts';
export { type Member, member, memberAt, memberRow, readMember, type StaffMember, staff, staffMember } from './staff.ts';
