/** Laws of what is derived from a row and written beside it: boards, desks, queues, and the rows by which things are found. */
import type { Row } from '../../../core/kernel/table.ts';
import { day } from './bounds.ts';
import { between, type Commit, type Ending, fields, find, findAt, keyText, type Law, ofKind, text } from './law.ts';
import { isOwed } from './past.ts';

const part = (value: unknown): string => text(value).replaceAll('%', '%25').replaceAll('#', '%23');

const deskOf = (row: Row, owner: unknown): string => {
  const { kind, staffId, role } = fields(owner);
  return `STORE#${text(row['storeId'])}#DESK#${part(`${text(kind)}#${part(staffId ?? role)}`)}`;
};

const store = (row: Row): string => `STORE#${text(row['storeId'])}`;

/** Where a promise lies: on its owner's desk and the board of what is owed; or among the ended; a shadow on a board of its own. */
function promisePlaces(row: Row): readonly (string | undefined)[] {
  const { dueAt, endedAt, promiseId } = row;
  const due = `${text(dueAt)}#${part(promiseId)}`;
  const owed = isOwed(row);
  if (row['shadow'] === true) return [undefined, owed ? `${store(row)}#PROMISES#shadow ${due}` : undefined];
  if (owed) return [`${deskOf(row, row['owner'])} promise#${due}`, `${store(row)}#PROMISES#owed ${due}`];
  return [undefined, `${store(row)}#PROMISES#ended#${text(endedAt).slice(0, 7)} ${text(endedAt)}#${part(promiseId)}`];
}

/** Where a row should lie on desks and boards, by its own attributes; undefined for kinds that lie on none. */
function places(row: Row): readonly (string | undefined)[] | undefined {
  switch (row['kind']) {
    case 'promise':
      return promisePlaces(row);
    case 'alert': {
      const seen = row['seenAt'] === undefined ? 0 : 1;
      return [`${deskOf(row, row['to'])} alert#${seen}#${text(row['at'])}#${text(row['alertId'])}`, undefined];
    }
    case 'appointment': {
      const of = `${text(row['department'])}#${text(row['startsAt'] ?? '')}#${text(row['appointmentId'])}`;
      return [undefined, `${store(row)}#APPOINTMENTS#${text(row['date'])} ${of}`];
    }
    case 'repair-order':
      return [undefined, `${store(row)}#RO#${text(row['status'])} ${text(row['openedAt'])}#${text(row['roNumber'])}`];
    case 'follow-up': {
      const { state, followUp, subject } = row;
      const listed = state === 'STUCK' || state === 'PARKED';
      return [undefined, listed ? `${store(row)}#FOLLOWUPS#${state} ${text(followUp)}#${text(subject)}` : undefined];
    }
    case 'intake-item': {
      const open = row['resolvedAt'] === undefined;
      return [undefined, open ? `${store(row)}#INTAKE#open ${text(row['at'])}#${part(row['itemId'])}` : undefined];
    }
    case 'conversation': {
      const since = row['waitingSince'];
      const at = `${text(since)}#${part(row['conversationId'])}`;
      return [undefined, since === undefined ? undefined : `${store(row)}#CONVERSATIONS#waiting ${at}`];
    }
    default:
      return undefined;
  }
}

const lies = (row: Row, index: 'desk' | 'board'): string | undefined =>
  row[`${index}Pk`] === undefined ? undefined : `${text(row[`${index}Pk`])} ${text(row[`${index}Sk`])}`;

const listsFollow: Law<Commit> = {
  name: 'lists follow their rows',
  says: 'A row lies on the desk and the board that its own attributes name, and on no other: owed promises, alerts, appointments, orders, runs, what waits for review.',
  invariants: [8],
  broken: ({ images }) =>
    images.flatMap(({ key, new: row }) => {
      const wanted = places(row);
      if (wanted === undefined) return [];
      const [desk, board] = [lies(row, 'desk'), lies(row, 'board')];
      return desk === wanted[0] && board === wanted[1]
        ? []
        : [find(row, `${keyText(key)} lies on ${text(desk)} and ${text(board)}, not on ${text(wanted)}`)];
    }),
};

/** The keys of the rows by which a customer is found: at each store, by each contact, and the store's own link. */
function findersOf(customer: Row): readonly string[] {
  const id = text(customer['customerId']);
  const phones = [customer['phones'] ?? []].flat().map((phone) => text(fields(phone)['number']));
  const contacts = [...phones, ...[customer['emails'] ?? []].flat().map((mail) => text(mail).toLowerCase())];
  return [
    ...contacts.map((contact) => `CONTACT#${part(contact)} / CUSTOMER#${id}`),
    ...[customer['stores'] ?? []]
      .flat()
      .flatMap((at) => [
        `STORE#${text(at)}#CUSTOMER#${id} / LINK`,
        ...contacts.map((contact) => `STORE#${text(at)}#LOOKUP#${part(contact)} / ${id}`),
      ]),
  ];
}

const finders = new Set(['lookup', 'customer-link', 'contact']);

const customersAreFound: Law<Ending> = {
  name: 'customers are found',
  says: 'The rows by which a number or address, or a store, finds its customers are those that follow from the customers, no more and no fewer.',
  invariants: [8, 9],
  broken({ rows }) {
    const wanted = new Map(ofKind(rows, 'customer').flatMap((row) => findersOf(row).map((key) => [key, row] as const)));
    const there = rows.filter(
      (row) => finders.has(text(row['kind'])) || (row.pk.startsWith('CONTACT#') && row.sk.startsWith('CUSTOMER#')),
    );
    // What only waits to be taken away will find nobody tomorrow.
    const found = new Set(there.filter(({ expiresAt }) => expiresAt === undefined).map(keyText));
    return [
      ...[...wanted].filter(([key]) => !found.has(key)).map(([key, row]) => find(row, `${key} is missing`)),
      // A contact that is gone is found for another day, and the table takes the row away.
      ...there
        .filter((row) => !wanted.has(keyText(row)) && row['expiresAt'] === undefined)
        .map((row) => findAt(row, `${keyText(row)} finds nobody`)),
    ];
  },
};

/** How long the ledger of contacts remembers at least: a month of 30 days. */
const remembered = 30 * day;

const capsAreCounted: Law<Ending> = {
  name: 'caps are counted',
  says: 'The ledger of marketing of a customer is the marketing that was claimed for them within thirty days and has not failed.',
  invariants: [8, 10],
  broken({ rows, at }) {
    const recent = (when: unknown): boolean => between(when, at) < remembered;
    const counts = ofKind(rows, 'message').filter(
      ({ category, state, claimedAt }) =>
        category === 'marketing' && state !== 'REFUSED' && state !== 'FAILED' && recent(claimedAt),
    );
    const wanted = counts.map(
      (row) => `${text(row['customerId'])} ${text(row['storeId'])} ${text(row['messageId'])} ${text(row['claimedAt'])}`,
    );
    const ledger = ofKind(rows, 'contacts').flatMap((row) =>
      [row['marketing'] ?? []]
        .flat()
        .map(fields)
        .filter((contact) => recent(contact['at']))
        .map(
          (contact) =>
            `${row.pk.slice('CUSTOMER#'.length)} ${text(contact['storeId'])} ${text(contact['messageId'])} ${text(contact['at'])}`,
        ),
    );
    const [left, right] = [new Set(wanted), new Set(ledger)];
    return [
      ...wanted
        .filter((each) => !right.has(each))
        .map((each) => ({ what: `${each} is not counted`, about: { subject: each } })),
      ...ledger
        .filter((each) => !left.has(each))
        .map((each) => ({ what: `${each} is counted`, about: { subject: each } })),
    ];
  },
};

const stopsAreKept: Law<Ending> = {
  name: 'stops are kept',
  says: 'Whoever has a number or address that was stopped, and where nobody said start since, is stopped too.',
  invariants: [6, 8],
  broken({ rows }) {
    const stops = new Map(
      ofKind(rows, 'stop').flatMap((row) => (row['over'] === undefined ? [[keyText(row), row]] : [])),
    );
    const names: Readonly<Record<string, string>> = { sms: 'smsOptOutAt', email: 'emailOptOutAt' };
    return ofKind(rows, 'customer').flatMap((customer) => {
      const consent = fields(customer['consent']);
      const phones = [customer['phones'] ?? []].flat().map((phone) => text(fields(phone)['number']));
      const contacts = [...phones, ...[customer['emails'] ?? []].flat().map((mail) => text(mail).toLowerCase())];
      return contacts.flatMap((contact) =>
        Object.entries(names).flatMap(([channel, name]) => {
          const stop = stops.get(`CONTACT#${part(contact)} / STOP#${channel}`);
          const again = fields(consent[`${channel}OptIn`])['at'];
          if (stop === undefined || consent[name] !== undefined || between(stop['at'], again) >= 0) return [];
          return [
            find(customer, `${text(customer['customerId'])} is not stopped by ${channel} since ${text(stop['at'])}`),
          ];
        }),
      );
    });
  },
};

const lastIsLast: Law<Ending> = {
  name: 'the last is the last',
  says: 'What we said last to a number or address, as it is noted for the answer, is what we said last; of two at once, one of them.',
  invariants: [8],
  broken({ rows }) {
    const latest = new Map<string, string>();
    for (const { to, claimedAt } of ofKind(rows, 'message').filter(({ state }) => state !== 'REFUSED')) {
      const contact = part(text(to).toLowerCase());
      if (text(claimedAt) > (latest.get(contact) ?? '')) latest.set(contact, text(claimedAt));
    }
    const noted = new Map(ofKind(rows, 'last-message').map((row) => [row.pk.slice('CONTACT#'.length), row]));
    return [...latest].flatMap(([contact, at]) => {
      const row = noted.get(contact);
      // Two doors that claim at once may commit in another order than they read the clock.
      return row !== undefined && Math.abs(between(row['at'], at)) <= 70_000
        ? []
        : [
            {
              what: `the last message to ${contact} was of ${at}, not ${text(row?.['at'])}`,
              about: { subject: `CONTACT ${contact}` },
            },
          ];
    });
  },
};

/** Commits, seen by the lists that they write. */
export const listLaws: readonly Law<Commit>[] = [listsFollow];

/** What was derived, as it stands in the end. */
export const listEndingLaws: readonly Law<Ending>[] = [customersAreFound, capsAreCounted, stopsAreKept, lastIsLast];
