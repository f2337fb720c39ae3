/** What a clerk may do about customers. */
import fc from 'fast-check';
import { expect } from 'vitest';
import { ask, type Desk, type Errand, errand, expectStatus, ifMatch, ifMatches, pass, readMail } from './clerk.ts';
import { type Notebook, namesOf, newPerson, type Person, stopTexts, withNumber } from './record.ts';

const ids = fc.constantFrom('C-1', 'C-1', 'C-2', 'C-2', 'C-4', 'C-5');
const everyNumber = ['+13125550101', '+13125550102', '+13125550104', '+13125550105'] as const;
const number = fc.constantFrom(...everyNumber);
const some = fc.uniqueArray(number, { maxLength: 3 });

/** A duplicate takes nothing, and says so before the version is looked at. */
const refused = (person: Person | undefined): 404 | 409 | undefined =>
  person === undefined ? 404 : person.mergedInto === undefined ? undefined : 409;

const profileOf = (id: string, phones: readonly string[]) => ({
  name: { first: 'Casey' },
  phones: phones.map((each) => ({ number: each, kind: 'mobile' })),
  emails: [`${id.toLowerCase()}@example.com`],
});

const create = errand('create', fc.tuple(ids, some, fc.boolean()), async (model, desk, [id, phones, twice]) => {
  const body = { customerId: id, ...profileOf(id, phones) };
  const key = { 'Idempotency-Key': `create-${id}-${phones.join()}-${desk.town.newId()}` };
  const got = await ask(desk, 'POST', '/customers', body, key);
  expectStatus(got, model.people.has(id) ? 409 : 201);
  if (got.status !== 201) return;
  const out = phones.some((each) => model.stopped.has(each));
  model.people.set(id, newPerson(id, phones, out));
  if (twice) expect((await ask(desk, 'POST', '/customers', body, key)).body).toEqual(got.body);
});

const change = errand('change', fc.tuple(ids, some, ifMatches), async (model, desk, [id, phones, says]) => {
  const person = model.people.get(id);
  const version = person?.version ?? 1;
  const got = await ask(desk, 'PUT', `/customers/${id}`, profileOf(id, phones), ifMatch(says, version));
  expectStatus(got, says === 'none' ? 428 : (refused(person) ?? (says === 'old' ? 412 : 200)));
  if (got.status !== 200 || person === undefined) return;
  const fresh = phones.filter((each) => !person.phones.includes(each));
  if (fresh.some((each) => model.stopped.has(each))) stopTexts(person);
  person.phones = [...phones];
  person.version += 1;
});

/** Whose consent it is that is said for an id. */
const heardBy = ({ people }: Notebook, person: Person): Person =>
  (person.mergedInto === undefined ? undefined : people.get(person.mergedInto)) ?? person;

const forbid = errand(
  'forbid',
  fc.tuple(ids, fc.constantFrom('sms', 'email', 'marketing-sms')),
  async (model, desk, [id, channel]) => {
    const got = await ask(desk, 'PUT', `/customers/${id}/consent`, { channel, optedOut: true });
    const named = model.people.get(id);
    expectStatus(got, named === undefined ? 404 : 200);
    if (named === undefined) return;
    const person = heardBy(model, named);
    expect(got.body.customerId).toBe(person.id);
    const field = ({ sms: 'smsOut', email: 'mailOut', 'marketing-sms': 'marketingOut' } as const)[channel as 'sms'];
    if (person[field]) return;
    person[field] = true;
    if (channel !== 'email') person.agreedFor = undefined;
    person.version += 1;
  },
);

const allow = errand(
  'allow',
  fc.tuple(ids, fc.constantFrom('sms', 'email'), ifMatches),
  async (model, desk, [id, channel, says]) => {
    const person = model.people.get(id);
    const said = { channel, optedOut: false, wording: 'yes', source: 'counter' };
    const got = await ask(desk, 'PUT', `/customers/${id}/consent`, said, ifMatch(says, person?.version ?? 1));
    expectStatus(got, refused(person) ?? (says === 'old' ? 412 : 200));
    if (got.status !== 200 || person === undefined) return;
    if (channel === 'sms') person.smsOut = false;
    else person.mailOut = false;
    person.version += 1;
  },
);

const agree = errand('agree to marketing', fc.tuple(ids, number), async (model, desk, [id, to]) => {
  const said = { channel: 'marketing-sms', optedOut: false, wording: 'yes', source: 'web-form', number: to };
  const got = await ask(desk, 'PUT', `/customers/${id}/consent`, said);
  const person = model.people.get(id);
  const own = person?.phones.includes(to) === true;
  expectStatus(got, refused(person) ?? (own ? (person.smsOut ? 409 : 200) : 422));
  if (got.status !== 200 || person === undefined) return;
  person.marketingOut = false;
  person.agreedFor = to;
  person.version += 1;
});

const complain = errand('complain', fc.tuple(ids, fc.boolean()), async (model, desk, [id, open]) => {
  const got = await ask(desk, 'PUT', `/customers/${id}/complaint`, { open });
  const person = model.people.get(id);
  expectStatus(got, refused(person) ?? 200);
  if (got.status !== 200 || person === undefined || person.complains === open) return;
  person.complains = open;
  person.version += 1;
});

/** Of what two allow, the stricter. */
function stricter(person: Person, other: Person): void {
  person.smsOut ||= other.smsOut;
  person.mailOut ||= other.mailOut;
  person.marketingOut ||= other.marketingOut;
  const both = person.agreedFor === other.agreedFor && !person.smsOut && !person.marketingOut;
  person.agreedFor = both ? person.agreedFor : undefined;
}

/** Why a merge is refused, if it is. */
function mergeRefused(one: Person | undefined, into: Person | undefined): 404 | 409 | 422 | undefined {
  if (one === undefined || into === undefined) return 404;
  if (one === into) return 422;
  if (one.mergedInto === into.id) return undefined;
  if (one.mergedInto !== undefined || into.mergedInto !== undefined || one.brought.size > 0) return 409;
  return new Set([...one.phones, ...into.phones]).size > 5 ? 409 : undefined;
}

const merge = errand('merge', fc.tuple(ids, ids, ifMatches), async (model, desk, [id, into, says]) => {
  const [one, kept] = [model.people.get(id), model.people.get(into)];
  const got = await ask(desk, 'POST', `/customers/${id}/merge`, { into }, ifMatch(says, one?.version ?? 1));
  const old = one !== undefined && says === 'old' ? 412 : undefined;
  expectStatus(got, old ?? mergeRefused(one, kept) ?? 200);
  if (got.status !== 200 || one === undefined || kept === undefined || one.mergedInto === into) return;
  const own = kept.phones.filter((each) => ![...kept.brought.values()].flat().includes(each));
  const fresh = one.phones.filter((each) => !kept.phones.includes(each));
  kept.brought.set(
    id,
    one.phones.filter((each) => !own.includes(each)),
  );
  kept.phones.push(...fresh);
  stricter(kept, one);
  if (fresh.some((each) => model.stopped.has(each))) stopTexts(kept);
  kept.complains ||= one.complains;
  one.mergedInto = into;
  one.version += 1;
  kept.version += 1;
});

const unmerge = errand('unmerge', fc.tuple(ids, ifMatches), async (model, desk, [id, says]) => {
  const one = model.people.get(id);
  const got = await ask(desk, 'POST', `/customers/${id}/unmerge`, undefined, ifMatch(says, one?.version ?? 1));
  expectStatus(got, one === undefined ? 404 : says === 'old' ? 412 : 200);
  const kept = model.people.get(one?.mergedInto ?? '');
  if (got.status !== 200 || one === undefined || kept === undefined) return;
  const leaving = kept.brought.get(id) ?? [];
  kept.brought.delete(id);
  const staying = [...kept.brought.values()].flat();
  kept.phones = kept.phones.filter((each) => !leaving.includes(each) || staying.includes(each));
  stricter(one, kept);
  if (one.phones.some((each) => model.stopped.has(each))) stopTexts(one);
  one.complains = kept.complains;
  one.mergedInto = undefined;
  one.version += 1;
  kept.version += 1;
});

const text = errand(
  'text',
  fc.tuple(number, fc.constantFrom('STOP', 'stop ', 'START', 'Is it ready?')),
  async (model, desk, [from, words]) => {
    const known = withNumber(model, from);
    // Who of a household says START, nobody can tell; and that is another story.
    if (words === 'START' && known.length !== 1) return;
    desk.town.letters.text(from, words);
    if (words.trim().toUpperCase() === 'STOP') {
      model.stopped.add(from);
      for (const person of known) {
        if (person.smsOut) continue;
        stopTexts(person);
        person.version += 1;
      }
    } else if (words === 'START') {
      model.stopped.delete(from);
      for (const person of known) {
        if (!person.smsOut) continue;
        person.smsOut = false;
        person.version += 1;
      }
    }
    await pass(desk, 1000);
    readMail(model, desk);
  },
);

/** Reads a customer, and compares all that is known of them. */
export async function lookAt(model: Notebook, desk: Desk, id: string): Promise<void> {
  const got = await ask(desk, 'GET', `/customers/${id}`);
  const person = model.people.get(id);
  expectStatus(got, person === undefined ? 404 : 200);
  if (person === undefined) return;
  const { body } = got;
  expect({
    version: body.version,
    etag: got.headers['ETag'],
    phones: body.phones.map((each: { number: string }) => each.number),
    smsOut: body.consent.smsOptOutAt !== undefined,
    mailOut: body.consent.emailOptOutAt !== undefined,
    marketingOut: body.consent.marketingSmsOptOutAt !== undefined,
    agreedFor: body.consent.marketingSms?.number,
    complains: body.complaint !== undefined,
    mergedInto: body.mergedInto,
    duplicates: (body.duplicates ?? []).map((each: { customerId: string }) => each.customerId),
  }).toEqual({
    version: person.version,
    etag: `"${person.version}"`,
    phones: person.phones,
    smsOut: person.smsOut,
    mailOut: person.mailOut,
    marketingOut: person.marketingOut,
    agreedFor: person.agreedFor,
    complains: person.complains,
    mergedInto: person.mergedInto,
    duplicates: namesOf(person).slice(1),
  });
}

const look = errand('look at', ids, lookAt);

const find = errand('find', number, async (model, desk, phone) => {
  const got = await ask(desk, 'GET', `/customers?phone=${encodeURIComponent(phone)}`);
  const found = got.body.items.map((each: { customerId: string }) => each.customerId);
  expect(found).toEqual(
    withNumber(model, phone)
      .map(({ id }) => id)
      .toSorted((a, b) => (a < b ? -1 : 1)),
  );
});

/** All of it. */
export const customerErrands: readonly fc.Arbitrary<Errand>[] = [
  create,
  change,
  forbid,
  allow,
  agree,
  complain,
  merge,
  merge,
  unmerge,
  text,
  look,
  find,
];

/** Customers, among those who may be there. */
export const anybody = ids;

/** Their numbers. */
export const numbers = number;
