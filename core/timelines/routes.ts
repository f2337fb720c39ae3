/** The routes that tell a customer's story. */
import * as z from 'zod';
import { appointment } from '../appointments/index.ts';
import { customer, customerAt } from '../customers/index.ts';
import { externalId, storeId } from '../kernel/fields.ts';
import { pageOf, pageQuery } from '../kernel/page.ts';
import { defineRoute, type Route } from '../kernel/route.ts';
import { partsOrder } from '../parts-orders/index.ts';
import { promise } from '../promises/index.ts';
import { repairOrder } from '../repair-orders/index.ts';
import { vehicle } from '../vehicles/index.ts';
import { readStory, readTimeline } from './customer-story.ts';
import { timelineItem } from './item.ts';

const tag = 'Customers';
const oneCustomer = z.object({ storeId, customerId: externalId });

const example = {
  customerId: 'C-1001',
  name: { first: 'Sam', last: 'Lee' },
  phones: [{ number: '+13125550123', kind: 'mobile' as const }],
  emails: [],
  consent: {},
  stores: ['S01'],
  version: 1,
  createdAt: '2026-03-10T14:30:00.000Z',
  updatedAt: '2026-03-10T14:30:00.000Z',
};

const story = defineRoute({
  method: 'GET',
  path: '/stores/{storeId}/customers/{customerId}/story',
  name: 'readStory',
  tag,
  means:
    'Everything the store knows of the customer: profile, vehicles, what is owed to them, appointments, repair and parts orders.',
  roles: 'any',
  params: oneCustomer,
  output: z.object({
    customer,
    vehicles: z.array(vehicle),
    promises: z.array(promise),
    appointments: z.array(appointment),
    repairOrders: z.array(repairOrder),
    partsOrders: z.array(partsOrder),
  }),
  example: {
    output: { customer: example, vehicles: [], promises: [], appointments: [], repairOrders: [], partsOrders: [] },
  },
  handle: async ({ reader, params }) => {
    // The link and the profile come from the table itself: the index may not know a new customer yet.
    const whom = await customerAt(reader, params.storeId, params.customerId);
    const told = await readStory(reader, params.storeId, params.customerId);
    const stores = whom.stores.filter((one) => one === params.storeId);
    return { body: { ...told, customer: { ...whom, stores } } };
  },
});

const timeline = defineRoute({
  method: 'GET',
  path: '/stores/{storeId}/customers/{customerId}/timeline',
  name: 'readCustomerTimeline',
  tag,
  means: 'What happened to the customer at this store and in what the group shares, newest first, a sentence each.',
  roles: 'any',
  params: oneCustomer,
  query: z.object(pageQuery),
  output: pageOf(timelineItem),
  example: {
    output: {
      items: [
        {
          id: '01JNZ5W2Q8Y3V7B9',
          at: '2026-03-10T14:30:00.000Z',
          type: 'customer.created',
          says: 'The customer became known.',
          actor: { kind: 'staff', id: 'b7d1c6de-0001' },
          entity: 'customer',
          entityId: 'C-1001',
          entityVersion: 1,
        },
      ],
    },
  },
  handle: async ({ reader, params, query }) => {
    await customerAt(reader, params.storeId, params.customerId);
    return { body: await readTimeline(reader, params, query) };
  },
});

/** The routes that tell a customer's story. */
export const timelineRoutes: readonly Route[] = [story, timeline];
