/** Events: one for every version of everything, each with who and why, each published; stores apart from each other. */
import { fieldsOf, listOf, numberOf, textOf } from '../fields.ts';
import { ofKind, type Row, type Rule } from '../snapshot.ts';

/** The field that names an entity, by its kind. What is not here is no entity: it has no versions of its own. */
const idFields: Readonly<Record<string, string>> = {
  store: 'storeId',
  staff: 'staffId',
  customer: 'customerId',
  vehicle: 'vehicleId',
  'repair-order': 'roNumber',
  'parts-order': 'partsOrderId',
  promise: 'promiseId',
  message: 'messageId',
  alert: 'alertId',
  appointment: 'appointmentId',
  capacity: 'department',
  conversation: 'conversationId',
  'intake-item': 'itemId',
};

/** The word for what an alert is about in its partition. */
const partitionOf: Readonly<Record<string, string>> = {
  'repair-order': 'RO',
  appointment: 'AP',
  vehicle: 'VH',
  conversation: 'CV',
};

/** The log in which an entity's events lie: that of its partition; an alert is told with what it is about. */
function logOf(row: Row): string {
  if (row['kind'] !== 'alert') return `${row.pk}#LOG`;
  const about = fieldsOf(row['about']);
  return `STORE#${textOf(row, 'storeId')}#${partitionOf[textOf(about, 'kind')]}#${textOf(about, 'id')}#LOG`;
}

const entityOf = (log: string, kind: string, id: string): string => `${log} ${kind} ${id}`;

export const oneEventPerVersion: Rule = {
  name: 'one-event-per-version',
  says: 'Every version of an entity has exactly one event, from 1 to the version it has now, and no event has none.',
  find(snapshot) {
    const told = new Map<string, number[]>();
    for (const row of ofKind(snapshot, 'outbox')) {
      const event = fieldsOf(row['event']);
      const entity = entityOf(row.pk, textOf(event, 'entity'), textOf(event, 'entityId'));
      told.set(entity, [...(told.get(entity) ?? []), numberOf(event, 'entityVersion')]);
    }
    const found: string[] = [];
    for (const row of snapshot.rows) {
      const idField = idFields[textOf(row, 'kind')];
      if (idField === undefined) continue;
      const entity = entityOf(logOf(row), textOf(row, 'kind'), textOf(row, idField));
      const versions = (told.get(entity) ?? []).toSorted((a, b) => a - b);
      told.delete(entity);
      const wanted = Array.from({ length: numberOf(row, 'version') || 0 }, (_, index) => index + 1);
      if (versions.join() !== wanted.join() || wanted.length === 0) {
        found.push(`${entity}: version ${numberOf(row, 'version')}, events for ${versions.join(', ') || 'none'}`);
      }
    }
    return [...found, ...[...told.keys()].map((entity) => `${entity}: events without an entity`)];
  },
};

export const everyEventPublished: Rule = {
  name: 'every-event-published',
  says: 'Every outbox row is published and has left the due index.',
  find: (snapshot) =>
    ofKind(snapshot, 'outbox')
      .filter((row) => textOf(row, 'publishedAt') === '' || row['duePk'] !== undefined)
      .map((row) => `${row.pk} ${textOf(fieldsOf(row['event']), 'type')} ${row.sk}: not published`),
};

export const everyEventHasAnActor: Rule = {
  name: 'every-event-has-an-actor',
  says: 'Every change has an actor, a cause and a time.',
  find: (snapshot) =>
    ofKind(snapshot, 'outbox').flatMap((row) => {
      const event = fieldsOf(row['event']);
      const actor = textOf(fieldsOf(event['actor']), 'id');
      return actor !== '' && textOf(event, 'cause') !== '' && !Number.isNaN(Date.parse(textOf(event, 'at')))
        ? []
        : [`${row.pk} ${row.sk}: without actor, cause or time`];
    }),
};

/** The store in a key; undefined for what the stores of a group share. */
const storeIn = (key: string): string | undefined => /^STORE#([^#]+)/.exec(key)?.[1];

/** Every store that a row says it belongs to, beside the one whose partition it lies in. */
function storesNamed(row: Row): readonly string[] {
  const event = fieldsOf(row['event']);
  const desks = ['deskPk', 'boardPk'].flatMap((index) => storeIn(textOf(row, index)) ?? []);
  return [textOf(row, 'storeId'), textOf(event, 'storeId'), ...desks].filter((store) => store !== '');
}

/** Vehicles have links of their own. */
const isCustomerLink = ({ pk, sk }: Row): boolean => sk === 'LINK' && pk.includes('#CUSTOMER#');

/** What names a customer of the store. */
const customersOwn = ['repair-order', 'appointment', 'message'];

export const storesApart: Rule = {
  name: 'stores-apart',
  says: 'What lies under a store is that store’s, in every index, and its customers are linked to it.',
  find(snapshot) {
    const links = new Set(snapshot.rows.filter(isCustomerLink).map(({ pk }) => pk));
    return snapshot.rows.flatMap((row) => {
      const store = storeIn(row.pk);
      if (store === undefined) return [];
      const strangers = storesNamed(row).filter((named) => named !== store);
      const customerId = customersOwn.includes(textOf(row, 'kind')) ? textOf(row, 'customerId') : '';
      const unlinked = customerId !== '' && !links.has(`STORE#${store}#CUSTOMER#${customerId}`);
      return [
        ...strangers.map((named) => `${row.pk} ${row.sk}: names store ${named}`),
        ...(unlinked ? [`${row.pk}: customer ${customerId} is not the store’s`] : []),
      ];
    });
  },
};

/** Rows of customers whom no store names cannot be seen by anybody. */
export const customersBelong: Rule = {
  name: 'customers-belong',
  says: 'A customer is linked at exactly the stores that the customer’s row names.',
  find(snapshot) {
    const links = new Set(snapshot.rows.filter(isCustomerLink).map(({ pk }) => pk));
    return ofKind(snapshot, 'customer')
      .flatMap((row) =>
        listOf(row['stores'])
          .filter((store) => !links.delete(`STORE#${String(store)}#CUSTOMER#${textOf(row, 'customerId')}`))
          .map((store) => `${row.pk}: no link at ${String(store)}`),
      )
      .concat([...links].map((link) => `${link}: a link to nobody`));
  },
};
