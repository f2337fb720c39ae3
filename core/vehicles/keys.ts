/** Where vehicles lie in the table: with their customer. */
import { customerPartition, type Key, sortKey, sortPrefix } from '../kernel/keys.ts';
import { question } from '../kernel/table.ts';

/** The row of a vehicle. */
export const vehicleKey = (customerId: string, vehicleId: string): Key => ({
  pk: customerPartition(customerId),
  sk: sortKey('VEHICLE', vehicleId),
});

/** What happens to a vehicle is part of its customer's log. */
export const vehicleLog = (customerId: string): string => customerPartition(customerId, 'LOG');

/** The vehicles of a customer. */
export const vehiclesOfCustomer = question({
  asks: 'Which vehicles does this customer have?',
  example: ['C-1001'],
  query: (customerId: string) => ({ pk: customerPartition(customerId), beginsWith: sortPrefix('VEHICLE') }),
});
