/** Staff: the only door for others. */
export { addStaff, assignStaff, type Place } from './decide.ts';
export { staffChanged, staffDeactivated } from './events.ts';
export { memberKey, staffKey, storeWithStaff } from './keys.ts';
export { type Member, member, readMember, type StaffMember, staff, staffMember } from './staff.ts';
