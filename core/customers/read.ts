/** Reading customers through the link row of a store. */
import { notFound } from '../kernel/route.ts';
import type { Reader } from '../kernel/table.ts';
import { type Customer, customers } from './customer.ts';
import { customerKey, customerLinkKey } from './keys.ts';

/** The customer as this store knows them; undefined when it does not. */
export async function findCustomer(reader: Reader, storeId: string, customerId: string): Promise<Customer | undefined> {
  const [link, row] = await Promise.all([
    reader.get(customerLinkKey(storeId, customerId)),
    reader.get(customerKey(customerId)),
  ]);
  return link === undefined || row === undefined ? undefined : customers.read(row);
}

/** The customer as this store knows them. Throws 404 when it does not. */
export async function customerAt(reader: Reader, storeId: string, customerId: string): Promise<Customer> {
  const found = await findCustomer(reader, storeId, customerId);
  if (found === undefined) throw notFound('customer');
  return found;
}
