/**
 * Acting: look again with fresh eyes, write the claim under everything that was looked at, and only then act. There is
 * at most one claim per act and occasion, for ever; what has no claim is not done.
 */
import { idsMeant } from '../customers/index.ts';
import type { Moment } from '../kernel/event.ts';
import { type Mail, ProviderRefused, type Render, type Sms, TemplateFault } from '../kernel/ports.ts';
import { ConditionFailed, Contention, type Table, type Write } from '../kernel/table.ts';
import { type Instant, secondsBetween } from '../kernel/time.ts';
import type { LinkFor } from '../links/index.ts';
import {
  asCounted,
  type ClaimPlace,
  claimKey,
  claimMessage,
  type Message,
  messageId,
  messageReference,
  messages,
  type Outcome,
  outcomeWrites,
  readLedger,
  refuseMessage,
  withContact,
} from '../messages/index.ts';
import { type Letter, letterFacts, letterOf } from '../templates/index.ts';
import { factChecks, promiseWrites } from './commit.ts';
import type { ActingFollowUp, Look, MessageDraft, Performance } from './declaration.ts';
import { type Linked, linked } from './linked.ts';
import { changeRow, lifeDue, type Run, type RunRow, readRun, runKey } from './row.ts';
import { within } from './under.ts';

/** What the machine asks for: the act that Review decided on. */
export interface Asked {
  readonly act: string;
  readonly occasion: string;
}

/** What became of it. After each of them the machine goes back to Review. */
export interface Acted {
  readonly result: 'done' | 'sent' | 'refused' | 'failed' | 'not-before' | 'moved';
  readonly because: string;
}

export interface ActPorts {
  readonly table: Table;
  readonly sms: Sms;
  readonly mail: Mail;
  readonly render: Render;
  readonly linkFor: LinkFor;
  readonly now: () => Instant;
  readonly moment: (now: Instant) => Moment;
  /** Waits so many milliseconds. */
  readonly pause: (millis: number) => Promise<void>;
}

/**
 * A decision that asks again for what it has done would go round for ever. It is a mistake of ours: the execution fails,
 * the sweeper brings the run back a few times, and then a person has it.
 */
class AskedAgain extends Error {
  constructor({ act, occasion }: Asked) {
    super(`${act} was done on ${occasion} and is asked for again.`);
    this.name = 'DoNotRetry';
  }
}

const moved: Acted = { result: 'moved', because: 'Something changed since Review looked.' };

/** The most by which two of our clocks may disagree, in seconds, before it costs more than a pause. */
const mostClockSeconds = 5;

/**
 * Review thinks that the instant has come, and this clock is a little behind: it catches up first. Going back at once
 * would go round between the two, as fast as the machine can, until they agree.
 */
const catchUp = async (now: Instant, until: Instant, { pause }: ActPorts): Promise<void> => {
  const seconds = secondsBetween(now, until);
  if (seconds > 0 && seconds <= mostClockSeconds) await pause(seconds * 1000);
};

/** The claim of an act inside the system is done with its transaction. */
const insideClaim = (place: ClaimPlace, told: Readonly<Record<string, string>>, now: Instant): Write => ({
  put: { ...claimKey(place), kind: 'claim', ...place, at: now, state: 'DONE', told },
  when: { absent: true },
});

/** Everything that must be unmoved when the claim commits: the row, and every fact that was read. */
function guarded(row: RunRow, look: Look, writes: readonly Write[], now: Instant): readonly Write[] {
  const life = changeRow(row, { seen: row.news, because: look.step.because, revivals: 0, ...lifeDue(row, now) }, [
    'token',
  ]);
  return [life, ...writes, ...factChecks(look.facts, writes)];
}

/** What the message says; in the place of words the reason why there are none. */
type Words = Letter | { readonly reason: string };

/** Puts the draft into words. A template that breaks, the built-in one too, is no reason to lose the message. */
async function wordsOf(
  { storeId }: ClaimPlace,
  { draft, optOutLink }: Linked,
  channel: 'sms' | 'email',
  { table, render }: ActPorts,
): Promise<Words> {
  const { template, data, customerId } = draft;
  const facts = await letterFacts(table, storeId, customerId, template);
  try {
    return letterOf({ template, data, channel, optOutLink }, facts, render);
  } catch (error) {
    if (error instanceof TemplateFault) return { reason: 'template-fault' };
    throw error;
  }
}

function messageOf(
  place: ClaimPlace,
  { customerId, template, told }: MessageDraft,
  words: Words,
  contact: ReturnType<typeof within>,
  now: Instant,
): Message {
  const { fault, ...letter } = 'reason' in words ? { title: template.name, text: '', fault: undefined } : words;
  return {
    ...place,
    customerId,
    template: template.name,
    category: template.category,
    told,
    ...letter,
    ...(fault === undefined ? {} : { textFault: fault }),
    messageId: messageId(place),
    state: 'CLAIMED',
    decision: contact.record,
    claimedAt: now,
    version: 1,
    ...(contact.answer === 'send' ? { channel: contact.channel, to: contact.to } : {}),
  };
}

/** Headers by which a mail program offers the way out itself (RFC 8058). */
const unsubscribe = (link: string | undefined): Readonly<Record<string, string>> =>
  link === undefined ? {} : { 'List-Unsubscribe': `<${link}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };

async function send(message: Message, { draft, optOutLink }: Linked, ports: ActPorts): Promise<Outcome | undefined> {
  const { category, text, title, to = '' } = message;
  const lane = category === 'marketing' ? 'marketing' : 'transactional';
  const sent = { to, text, category: lane, reference: messageReference(message) } as const;
  const { attachments = [] } = draft;
  try {
    const { providerId } =
      message.channel === 'email'
        ? await ports.mail.send({ ...sent, subject: title, attachments, headers: unsubscribe(optOutLink) })
        : await ports.sms.send(sent);
    return { state: 'ACCEPTED', providerId };
  } catch (error) {
    if (error instanceof ProviderRefused) return { state: 'FAILED', reason: error.reason };
    // Nobody can say whether it left. The claim stays without a result: the sweeper makes it unknown, a person asks.
    return undefined;
  }
}

/** How often the result is written again when another transaction holds the row. */
const resultAttempts = 5;

/** Writes what the provider answered. It knows more than "unknown", so it may come after the sweeper. */
async function conclude(claimed: Message, outcome: Outcome, ports: ActPorts): Promise<void> {
  let current = claimed;
  for (let attempt = 0; attempt < resultAttempts; attempt += 1) {
    const writes = await outcomeWrites(ports.table, current, outcome, ports.moment(ports.now()));
    if (writes === undefined) return;
    try {
      return await ports.table.write(writes);
    } catch (error) {
      if (!(error instanceof ConditionFailed || error instanceof Contention)) throw error;
      const row = await ports.table.get(claimKey(claimed));
      if (row !== undefined) current = messages.read(row);
    }
  }
}

/**
 * The draft as it is addressed today: what is about a duplicate goes to the customer who is kept. `ids` are the duplicates
 * of that one, for what was counted against the caps before they were merged counts on.
 */
async function addressed(
  draft: MessageDraft,
  { table }: ActPorts,
): Promise<{ readonly draft: MessageDraft; readonly ids: readonly string[] }> {
  const [customerId = draft.customerId, ...ids] = await idsMeant(table, draft.customerId);
  return { draft: { ...draft, customerId }, ids };
}

async function actMessage(
  place: ClaimPlace,
  row: RunRow,
  look: Look,
  performance: Extract<Performance, { kind: 'message' }>,
  now: Instant,
  ports: ActPorts,
): Promise<Acted> {
  const { draft, ids } = await addressed(performance.draft, ports);
  // Marketing counts against the caps: what was counted is a fact like any other, and the claim is written under it.
  const [ledger, ...theirs] =
    draft.template.category === 'marketing'
      ? await Promise.all([draft.customerId, ...ids].map((id) => readLedger(ports.table, id)))
      : [];
  const history = [ledger, ...theirs].flatMap((each) => each?.marketing ?? []);
  const rules = performance.contact(now, { history, optOutLink: true });
  // The customer's row is gone: nothing can be decided about somebody who is not there.
  if (rules === undefined) return moved;
  const contact = within(await look.mode(), rules);
  if (contact.answer === 'notBefore') {
    await catchUp(now, contact.until, ports);
    return { result: 'not-before', because: `Not before ${contact.until}: ${contact.rule}.` };
  }
  const channel = contact.answer === 'send' ? contact.channel : 'sms';
  const letter = await linked(place, draft, channel, now, ports.linkFor);
  const words = await wordsOf(place, letter, channel, ports);
  const message = messageOf(place, draft, words, contact, now);
  const moment = ports.moment(now);
  if (contact.answer === 'refused') {
    const refused = refuseMessage(message, moment).writes;
    const counted = ledger === undefined ? [] : [asCounted(ledger)];
    await ports.table.write([...guarded(row, look, refused, now), ...counted]);
    return { result: 'refused', because: contact.rule };
  }
  const claim = claimMessage(message, contact.channel, moment);
  const counted = ledger === undefined ? [] : [withContact(ledger, claim.state, now)];
  await ports.table.write(guarded(row, look, [...claim.writes, ...counted], now));
  const failed: Outcome | undefined = 'reason' in words ? { state: 'FAILED', reason: words.reason } : undefined;
  const outcome = failed ?? (await send(claim.state, letter, ports));
  if (outcome === undefined) return { result: 'failed', because: 'The provider gave no answer.' };
  await conclude(claim.state, outcome, ports);
  return outcome.state === 'ACCEPTED'
    ? { result: 'sent', because: look.step.because }
    : { result: 'failed', because: failed === undefined ? 'The provider refused it.' : 'There are no words for it.' };
}

/**
 * Does what the machine asks, if fresh facts still call for exactly that. Answers `moved` when anything changed;
 * then nothing was written.
 */
export async function act(
  followUp: ActingFollowUp,
  run: Run,
  generation: number,
  asked: Asked,
  ports: ActPorts,
): Promise<Acted> {
  const raw = await ports.table.get(runKey(run));
  if (raw === undefined) return moved;
  const row = readRun(raw);
  if (row.generation !== generation || row.state !== 'OPEN') return moved;
  const place: ClaimPlace = { ...run, act: asked.act, occasion: asked.occasion };
  const claimed = await ports.table.get(claimKey(place));
  const now = ports.now();
  const look = await followUp.look(ports.table, run, now, row.playbook);
  if (look.step.does === 'wait') await catchUp(now, look.step.until, ports);
  if (look.step.does !== 'act' || look.step.act !== asked.act || look.step.occasion !== asked.occasion) return moved;
  const moment = ports.moment(now);
  const performance = look.perform(moment);
  if (performance === undefined || look.step.promises.length > 0) return moved;
  if (claimed !== undefined) throw new AskedAgain(asked);
  try {
    if (performance.kind === 'message') return await actMessage(place, row, look, performance, now, ports);
    const shadow = (await look.mode()) === 'observe';
    const under = { playbookVersion: look.playbookVersion, shadow };
    const writes = [
      insideClaim(place, performance.told, now),
      ...(shadow ? [] : performance.writes),
      ...promiseWrites(run, performance.promises, moment, under),
    ];
    await ports.table.write(guarded(row, look, writes, now));
    return { result: 'done', because: look.step.because };
  } catch (error) {
    if (error instanceof ConditionFailed) return moved;
    throw error;
  }
}
