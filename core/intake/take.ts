/**
 * Taking a letter in: it is kept before anybody tries to understand it, as it came but for what must never be kept, and
 * understood once, in one transaction with everything it does.
 */
import { type Inbound, receiveLine } from '../conversations/index.ts';
import type { Actor, Moment } from '../kernel/event.ts';
import type { Key } from '../kernel/keys.ts';
import { ConditionFailed, Contention, type Table, type Write } from '../kernel/table.ts';
import { type Instant, plus, toEpochMillis } from '../kernel/time.ts';
import { receptionOf } from '../stores/index.ts';
import { clearedLetter, clearedNotice, clearedWords } from './arrival.ts';
import { openItem } from './decide.ts';
import { rawKey } from './keys.ts';
import type { Letter, Notice, Opened, Receipt } from './notice.ts';
import { receiptWrites } from './receipt.ts';
import { type Sender, senderOf } from './sender.ts';
import { keptRaw, keptText } from './text.ts';
import { type Understood, understand } from './understand.ts';

/** What taking in needs of the world. */
export interface IntakePorts {
  readonly table: Table;
  readonly moment: (cause: string, actor: Actor) => Moment;
  /** A mail as it may be kept: without what rule 16 of the contact rules forbids. Never throws. */
  readonly clearMail: (raw: string) => string;
  /** Takes the text out of a letter; undefined when there is none to be had. Never throws for what is in the letter. */
  readonly open: (letter: Letter) => Promise<Opened | undefined>;
  /** Waits a little before attempt 1, 2, 3. */
  readonly pause: (attempt: number) => Promise<void>;
}

/** Who hands over what nobody in particular wrote. */
const provider: Actor = { kind: 'partner', id: 'provider' };

/** How often a letter is understood again when something moved meanwhile. */
const attempts = 5;

/** Raw letters go two years after they came (16 CFR 314.4(c)(6)): what they said is in the conversation. */
const rawDays = 730;

const expiry = (now: Instant): number => Math.ceil(toEpochMillis(plus(now, { days: rawDays })) / 1000);

/** Keeps what came, once: the second time it is there already. */
async function keep(
  key: Key,
  raw: string,
  { letterId }: { readonly letterId: string },
  ports: IntakePorts,
): Promise<void> {
  const { now } = ports.moment(letterId, provider);
  try {
    await ports.table.write([
      {
        put: { ...key, kind: 'raw', ...keptRaw(raw), receivedAt: now, expiresAt: expiry(now) },
        when: { absent: true },
      },
    ]);
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error;
  }
}

/** The guard: of two understandings of one letter only one commits. */
const understood = (key: Key, now: Instant): Write => ({
  update: key,
  set: { understoodAt: now },
  when: { equals: { kind: 'raw' }, lacks: ['understoodAt'] },
});

const isUnderstood = async (table: Table, key: Key): Promise<boolean> =>
  (await table.get(key))?.['understoodAt'] !== undefined;

/** Tries until it commits, or somebody else did. Throws what the table throws when it is busy for too long. */
async function once(key: Key, ports: IntakePorts, attempt: () => Promise<void>): Promise<void> {
  for (let tried = 1; ; tried += 1) {
    if (await isUnderstood(ports.table, key)) return;
    try {
      return await attempt();
    } catch (error) {
      const passing = error instanceof ConditionFailed || error instanceof Contention;
      if (!passing || tried >= attempts) throw error;
      await ports.pause(tried);
    }
  }
}

/** The provider's id as a line's: part of an occasion, so letters, digits and hyphens only. */
const lineIdOf = ({ letterId }: Letter): string => letterId.replaceAll(/[^A-Za-z0-9-]/g, '-').slice(0, 60);

const nothingReadable = '(No text could be read here. The letter is kept as it came.)';

function inboundOf(letter: Letter, opened: Opened | undefined, { last }: Sender, meant: Understood): Inbound {
  const { text, cut } = keptText(opened?.text ?? '');
  const title = keptText(opened?.title ?? '').text.slice(0, 200);
  const { meaning, needsAnswer, owesConfirmation } = meant;
  return {
    lineId: lineIdOf(letter),
    at: letter.at,
    channel: letter.channel,
    text: text === '' ? title || nothingReadable : text,
    cut,
    meaning,
    needsAnswer,
    ...(owesConfirmation ? { confirmTo: letter.from } : {}),
    ...(title === '' ? {} : { title }),
    ...(last === undefined ? {} : { regards: last.subject, answers: last.messageId }),
  };
}

/** Everything that one letter does, as writes. */
function consequences(letter: Letter, opened: Opened | undefined, sender: Sender, raw: Key, moment: Moment) {
  const meant = understand(letter, opened, sender, moment);
  const { storeId, partner, conversation } = sender;
  const talk = receiveLine(conversation, { storeId, partner }, inboundOf(letter, opened, sender, meant), moment);
  const { conversationId } = talk.state;
  const { review: reason } = meant;
  const item =
    reason === undefined
      ? []
      : openItem({ storeId, reason, channel: letter.channel, conversationId, raw }, moment).writes;
  return [...talk.writes, ...meant.writes, ...item];
}

/** Who did what a letter does: the customer, if it can be told who that is, else whoever handed it over. */
const actorOf = ({ channel }: Letter, { customer }: Sender): Actor =>
  customer === undefined ? { kind: 'partner', id: channel } : { kind: 'customer', id: customer.customerId };

/** Takes a letter in. The same letter again changes nothing. */
async function takeLetter(arrived: Letter, ports: IntakePorts): Promise<void> {
  const { table } = ports;
  const letter = clearedLetter(arrived, ports.clearMail);
  const raw = rawKey(letter.from, letter.at, letter.letterId);
  await keep(raw, letter.raw, letter, ports);
  if (await isUnderstood(table, raw)) return;
  const read = await ports.open(letter);
  const opened = read === undefined ? undefined : clearedWords(read);
  await once(raw, ports, async () => {
    const sender = await senderOf(table, letter);
    const moment = ports.moment(letter.letterId, actorOf(letter, sender));
    await table.write([...consequences(letter, opened, sender, raw, moment), understood(raw, moment.now)]);
  });
}

/** Takes in what nobody can read: it is kept, and a person of the first store looks. */
async function takeUnreadable(notice: Extract<Notice, { kind: 'unreadable' }>, ports: IntakePorts): Promise<void> {
  const { table } = ports;
  const raw = rawKey('nobody', notice.at, notice.letterId);
  await keep(raw, clearedNotice(notice.raw), notice, ports);
  await once(raw, ports, async () => {
    const storeId = await receptionOf(table, undefined);
    const moment = ports.moment(notice.letterId, provider);
    const item = openItem({ storeId, reason: 'unreadable', raw }, moment);
    await table.write([...item.writes, understood(raw, moment.now)]);
  });
}

/** Takes a receipt in, again when the message moved meanwhile. */
async function takeReceipt(receipt: Receipt, ports: IntakePorts): Promise<void> {
  for (let tried = 1; ; tried += 1) {
    const moment = ports.moment(receipt.reference, provider);
    const writes = await receiptWrites(ports.table, receipt, moment);
    if (writes.length === 0) return;
    try {
      return await ports.table.write(writes);
    } catch (error) {
      const passing = error instanceof ConditionFailed || error instanceof Contention;
      if (!passing || tried >= attempts) throw error;
      await ports.pause(tried);
    }
  }
}

/** Takes one notice in. May be called again with the same one; throws only when the table does not answer. */
export async function takeIn(notice: Notice, ports: IntakePorts): Promise<void> {
  switch (notice.kind) {
    case 'letter':
      return takeLetter(notice.letter, ports);
    case 'receipt':
      return takeReceipt(notice.receipt, ports);
    case 'unreadable':
      return takeUnreadable(notice, ports);
    case 'nothing':
      return;
    default: {
      const never: never = notice;
      return never;
    }
  }
}
