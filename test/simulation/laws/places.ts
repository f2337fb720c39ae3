/** Laws of where things lie: stores keep apart, what is kept and sent on stays small, and nothing that is sent on names anybody. */
import { mostEventBytes, mostNameLength, mostPayloadBytes, mostRowBytes, mostWrites } from './bounds.ts';
import {
  type Asked,
  aboutRow,
  type Commit,
  eventIn,
  fields,
  find,
  findAt,
  keyText,
  type Law,
  type Started,
  text,
} from './law.ts';

const storeIn = (pk: string): string | undefined => /^STORE#([^#]+)/.exec(pk)?.[1];

const storesKeepApart: Law<Commit> = {
  name: 'stores keep apart',
  says: 'A machine of one store writes no row of another, a row of a store names that store, and no commit touches two.',
  invariants: [9],
  broken: ({ images, by }) => {
    const at = by.storeId ?? images.map(({ key }) => storeIn(key.pk)).find((store) => store !== undefined);
    return images.flatMap(({ key, new: row }) => {
      const here = storeIn(key.pk);
      if (here === undefined) return [];
      const named = row['storeId'] ?? eventIn(row)['storeId'] ?? here;
      return named === here && here === at ? [] : [find(row, `${keyText(key)}, written for ${text(at)}`)];
    });
  },
};

const kindsInKeys: Readonly<Record<string, string>> = { ro: 'RO', ap: 'AP', vh: 'VH', cv: 'CV' };

const eventsLieInLogs: Law<Commit> = {
  name: 'events lie in their logs',
  says: 'An event lies in the log of what it is about, under its time, and in the story of its customer; so timelines tell all of it.',
  invariants: [8, 9],
  broken: ({ images }) =>
    images.flatMap(({ key, new: row, old }) => {
      if (row['kind'] !== 'outbox' || old !== undefined) return [];
      const { storeId, subject, customerId, at, id, entity } = eventIn(row);
      const [, kind = '', name = ''] = /^([a-z]+)-(.+)$/.exec(typeof subject === 'string' ? subject : '') ?? [];
      // What came in and waits for review has a log of its own.
      const log =
        kind === '' || entity === 'intake-item'
          ? key.pk
          : `STORE#${text(storeId)}#${kindsInKeys[kind] ?? ''}#${name}#LOG`;
      const story =
        customerId === undefined
          ? undefined
          : `CUSTOMER#${text(customerId)} / ${text(storeId ?? '!')}#event#${text(at)}#${text(id)}`;
      const told = row['storyPk'] === undefined ? undefined : `${text(row['storyPk'])} / ${text(row['storySk'])}`;
      const right = key.pk === log && key.pk.endsWith('#LOG') && key.sk === `EVENT#${text(at)}#${text(id)}`;
      return right && told === story ? [] : [find(row, `${keyText(key)} in the story ${text(told)}`)];
    }),
};

/** Bytes of a value, near enough: texts of the house are almost all ASCII. */
const bytesOf = (value: unknown): number => JSON.stringify(value)?.length ?? 0;

const rowsStaySmall: Law<Commit> = {
  name: 'rows stay small',
  says: 'No row grows beyond 32 kB, no event beyond 4 kB, no transaction beyond fifty writes.',
  invariants: [10],
  broken: ({ images }) => [
    ...images.flatMap(({ key, new: row }) => {
      const most = row['kind'] === 'outbox' ? mostEventBytes : mostRowBytes;
      const bytes = bytesOf(row);
      return bytes <= most ? [] : [find(row, `${keyText(key)} has ${bytes} bytes`)];
    }),
    ...images.slice(mostWrites, mostWrites + 1).map(({ key }) => findAt(key, `${images.length} writes at once`)),
  ],
};

/** What must be in no event, name or payload: a phone number, a mail address. */
const personal = /\+\d{10,15}|[\w.-]+@[\w-]+\.\w+/;

const eventsNameNobody: Law<Commit> = {
  name: 'events name nobody',
  says: 'No event carries a phone number or a mail address.',
  invariants: [10],
  broken: ({ images }) =>
    images.flatMap(({ new: row, old }) =>
      row['kind'] === 'outbox' && old === undefined && personal.test(JSON.stringify(row['event']))
        ? [find(row, `${text(eventIn(row)['type'])} says ${text(personal.exec(text(row['event']))?.[0])}`)]
        : [],
    ),
};

const isKey = (value: unknown): boolean => /^[A-Za-z0-9-]{1,80}$/.test(String(value));

const executionsGetKeys: Law<Started> = {
  name: 'executions get keys only',
  says: 'An execution is given its store, its subject and its generation, and nothing else; its name is short and plain.',
  invariants: [9, 10],
  broken: ({ name, input }) => {
    const given = fields(input);
    const plain =
      Object.keys(given).toSorted().join() === 'followUpId,generation,storeId' && Object.values(given).every(isKey);
    return plain && isKey(name) && name.length <= mostNameLength
      ? []
      : [{ what: `${name} was started with ${text(input)}` }];
  },
};

const payloadsStaySmall: Law<Asked> = {
  name: 'payloads stay small',
  says: 'What a machine asks and is answered stays below 4 kB and names nobody.',
  invariants: [10],
  broken: ({ door, payload, answer, begun }) => {
    const about = begun === undefined ? {} : { about: aboutRow(begun) };
    return [payload, answer].flatMap((each) => {
      const said = JSON.stringify(each) ?? '';
      return said.length <= mostPayloadBytes && !personal.test(said)
        ? []
        : [{ what: `${door}: ${said.length} bytes, ${said.slice(0, 200)}`, ...about }];
    });
  },
};

/** Commits, seen by where their rows lie and how large they are. */
export const placeLaws: readonly Law<Commit>[] = [storesKeepApart, eventsLieInLogs, rowsStaySmall, eventsNameNobody];

/** What machines ask of the doors. */
export const placeAskedLaws: readonly Law<Asked>[] = [payloadsStaySmall];

/** What is started. */
export const placeStartedLaws: readonly Law<Started>[] = [executionsGetKeys];
