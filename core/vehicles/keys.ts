/** Where vehicles lie in the table: with their customer, and a link at the store that cares for them. */
import { customerPartition, type Key, sortKey, sortPrefix } from '../kernel/keys.ts';
import { subjectOf, subjectPartition } from '../kernel/subject.ts';
import { question } from '../kernel/table.ts';

/** The row of a vehicle. */
export const vehicleKey = (customerId: string, vehicleId: string): Key => ({
  pk: customerPartition(customerId),
  sk: sortKey('VEHICLE', vehicleId),
});

/** The follow-up subject of a vehicle at a store. */
export const vehicleSubject = (vehicleId: string): string => subjectOf('vh', vehicleId);

/**
 * The row by which a store knows a vehicle by its id alone: whose it is. It also keeps the id unique at the store, for
 * follow-ups, promises and messages are named after it.
 */
export const vehicleLinkKey = (storeId: string, vehicleId: string): Key => ({
  pk: subjectPartition(storeId, vehicleSubject(vehicleId)),
  sk: 'LINK',
});

/** What happens to a vehicle is part of its customer's log. */
export const vehicleLog = (customerId: string): string => customerPartition(customerId, 'LOG');

/** The vehicles of a customer. */
export const vehiclesOfCustomer = question({
  asks: 'Which vehicles does this customer have?',
  example: ['C-1001'],
  query: (customerId: string) => ({ pk: customerPartition(customerId), beginsWith: sortPrefix('VEHICLE') }),
});
