/** Reading customers: through the link row of a store, by id, or by a contact point in the whole group. */
import { notFound } from '../kernel/route.ts';
import { allRows, type Reader, type Row } from '../kernel/table.ts';
import { type Customer, customers } from './customer.ts';
import { contactsOf } from './decide.ts';
import { idsOf, refuseDuplicate } from './duplicates.ts';
import { customerKey, customerLinkKey, customersOfContact } from './keys.ts';

/** The customer as this store knows them; undefined when it does not. */
export async function findCustomer(reader: Reader, storeId: string, customerId: string): Promise<Customer | undefined> {
  const [link, row] = await Promise.all([
    reader.get(customerLinkKey(storeId, customerId)),
    reader.get(customerKey(customerId)),
  ]);
  return link === undefined || row === undefined ? undefined : customers.read(row);
}

/** The customer as this store knows them, a duplicate as such. Throws 404 when it does not. */
export async function customerAt(reader: Reader, storeId: string, customerId: string): Promise<Customer> {
  const found = await findCustomer(reader, storeId, customerId);
  if (found === undefined) throw notFound('customer');
  return found;
}

/** The customer, for something new. Throws 404 as above, and 409 for a duplicate, naming the one who is kept. */
export async function keptCustomerAt(reader: Reader, storeId: string, customerId: string): Promise<Customer> {
  const found = await customerAt(reader, storeId, customerId);
  refuseDuplicate(found);
  return found;
}

/** Who an id means today, and the rows that say so: facts for whoever decides on it. */
export interface Meant {
  readonly customer: Customer | undefined;
  readonly rows: readonly Row[];
}

/** Who an id means today: of a duplicate it is the one who is kept. Strongly consistent. */
export async function whoIs(reader: Reader, customerId: string): Promise<Meant> {
  const row = await reader.get(customerKey(customerId));
  if (row === undefined) return { customer: undefined, rows: [] };
  const customer = customers.read(row);
  if (customer.mergedInto === undefined) return { customer, rows: [row] };
  const kept = await reader.get(customerKey(customer.mergedInto));
  return kept === undefined ? { customer, rows: [row] } : { customer: customers.read(kept), rows: [row, kept] };
}

/** All ids of the person whom an id means today, the one who is kept first; the id alone when it means nobody. */
export async function idsMeant(reader: Reader, customerId: string): Promise<readonly string[]> {
  const { customer } = await whoIs(reader, customerId);
  return idsOf(customer, customerId);
}

/**
 * The group's customers who have this phone number (E.164) or mail address (lower case) today, in the order of their
 * ids: none, one, or a household; no duplicates. For the doors by which customers write to us; a store's own routes ask
 * by store.
 */
export async function customersWith(reader: Reader, contact: string): Promise<readonly Customer[]> {
  const rows = await allRows(reader, customersOfContact.query(contact));
  const keys = rows.flatMap(({ customerId }) => (typeof customerId === 'string' ? [customerKey(customerId)] : []));
  const found = await Promise.all(keys.map((key) => reader.get(key)));
  const all = found.flatMap((row) => (row === undefined ? [] : [customers.read(row)]));
  // A look-up outlives the contact by a day, and a duplicate keeps its own for the case that the merge is undone.
  return all.filter((one) => one.mergedInto === undefined && contactsOf(one).includes(contact));
}
