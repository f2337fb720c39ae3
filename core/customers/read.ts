/** Reading customers: through the link row of a store, or by a contact point in the whole group. */
import { notFound } from '../kernel/route.ts';
import { allRows, type Reader } from '../kernel/table.ts';
import { type Customer, customers } from './customer.ts';
import { contactsOf } from './decide.ts';
import { customerKey, customerLinkKey, customersOfContact } from './keys.ts';

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

/**
 * The group's customers who have this phone number (E.164) or mail address (lower case) today, in the order of their
 * ids: none, one, or a household. For the doors by which customers write to us; a store's own routes ask by store.
 */
export async function customersWith(reader: Reader, contact: string): Promise<readonly Customer[]> {
  const rows = await allRows(reader, customersOfContact.query(contact));
  const keys = rows.flatMap(({ customerId }) => (typeof customerId === 'string' ? [customerKey(customerId)] : []));
  const found = await Promise.all(keys.map((key) => reader.get(key)));
  const all = found.flatMap((row) => (row === undefined ? [] : [customers.read(row)]));
  // A look-up outlives the contact by a day.
  return all.filter((one) => contactsOf(one).includes(contact));
}
