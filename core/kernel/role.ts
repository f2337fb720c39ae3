/** Roles and departments: who may do what, and whose queue a promise falls into when nobody is assigned. */
import * as z from 'zod';

/** The departments of a store. */
export const department = z.enum(['sales', 'service', 'parts', 'bdc', 'finance', 'marketing']);
export type Department = z.infer<typeof department>;

/** Roles, as the field calls them. A person may have several at one store. */
export const role = z.enum([
  'administrator',
  'general-manager',
  'sales-manager',
  'service-manager',
  'parts-manager',
  'bdc-manager',
  'salesperson',
  'advisor',
  'parts',
  'bdc',
  'service-bdc',
  'technician',
  'finance',
  'controller',
  'marketing',
]);
export type Role = z.infer<typeof role>;

/** The role whose head a late promise of this role climbs to (ladder L, third rung; domain section 3). */
export function headOf(of: Role): Role {
  switch (of) {
    case 'advisor':
    case 'technician':
    case 'service-bdc':
      return 'service-manager';
    case 'parts':
      return 'parts-manager';
    case 'salesperson':
      return 'sales-manager';
    case 'bdc':
      return 'bdc-manager';
    case 'finance':
      return 'controller';
    case 'marketing':
    case 'administrator':
    case 'general-manager':
    case 'sales-manager':
    case 'service-manager':
    case 'parts-manager':
    case 'bdc-manager':
    case 'controller':
      return 'general-manager';
    default: {
      const never: never = of;
      return never;
    }
  }
}

/** The role that leads a department. */
export function managerOf(of: Department): Role {
  switch (of) {
    case 'sales':
      return 'sales-manager';
    case 'service':
      return 'service-manager';
    case 'parts':
      return 'parts-manager';
    case 'bdc':
      return 'bdc-manager';
    case 'finance':
      return 'controller';
    case 'marketing':
      return 'general-manager';
    default: {
      const never: never = of;
      return never;
    }
  }
}

/** Who sorts out what nobody in particular is responsible for: those who answer customers, and the heads. */
export const sorters: readonly Role[] = [
  'bdc',
  'service-bdc',
  'bdc-manager',
  'service-manager',
  'sales-manager',
  'general-manager',
  'administrator',
];
