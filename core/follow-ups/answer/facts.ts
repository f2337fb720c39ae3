/** What the decision looks at, and how it is read. */
import { appointmentKey, appointments } from '../../appointments/index.ts';
import { type Conversation, conversations, type Line, recentLines } from '../../conversations/index.ts';
import type { Customer } from '../../customers/index.ts';
import { readSubject } from '../../kernel/subject.ts';
import type { Reader, Row } from '../../kernel/table.ts';
import type { Promised } from '../../promises/index.ts';
import { repairOrderKey, repairOrders } from '../../repair-orders/index.ts';
import { type Claim, type Loaded, ofKind, type Run, readPlace } from '../../run/index.ts';
import type { Member } from '../../staff/index.ts';
import type { Store } from '../../stores/index.ts';
import type { AnswerSettings } from './settings.ts';

/** Everything that the decision looks at. */
export interface Facts {
  readonly run: Run;
  readonly settings: AnswerSettings;
  readonly store: Store;
  readonly staff: readonly Member[];
  readonly conversation: Conversation | undefined;
  readonly customer: Customer | undefined;
  /** The answers that people wrote, of the newest lines, oldest first. */
  readonly written: readonly Line[];
  /** Who looks after what the customer wrote about: the advisor of the order, the host of the visit. */
  readonly host: { readonly role: 'advisor' | 'salesperson'; readonly staffId: string | undefined } | undefined;
  readonly promises: readonly Promised[];
  readonly claims: readonly Claim[];
}

const conversationIn = (rows: readonly Row[]): Conversation | undefined => {
  const [row] = ofKind(rows, conversations.name);
  return row === undefined ? undefined : conversations.read(row);
};

async function hostOf(reader: Reader, { storeId, regards }: Conversation): Promise<Facts['host']> {
  if (regards === undefined) return undefined;
  const { kind, id } = readSubject(regards);
  if (kind === 'ro') {
    const row = await reader.get(repairOrderKey(storeId, id));
    return row === undefined ? undefined : { role: 'advisor', staffId: repairOrders.read(row).advisorId };
  }
  if (kind !== 'ap') return undefined;
  const row = await reader.get(appointmentKey(storeId, id));
  if (row === undefined) return undefined;
  const { department, staffId } = appointments.read(row);
  return { role: department === 'sales' ? 'salesperson' : 'advisor', staffId };
}

/** Reads the facts of a run. */
export async function load(reader: Reader, run: Run, settings: AnswerSettings): Promise<Loaded<Facts>> {
  const { rows, versions, beside, ...common } = await readPlace(
    reader,
    run,
    (found) => conversationIn(found)?.customerId,
  );
  const conversation = conversationIn(rows);
  const [host, lines] =
    conversation === undefined
      ? [undefined, []]
      : await Promise.all([
          hostOf(reader, conversation),
          conversation.answers === 0 ? [] : recentLines(reader, run.storeId, conversation.conversationId),
        ]);
  const written = lines.filter(({ answer }) => answer !== undefined).toReversed();
  return { facts: { ...common, settings, conversation, host, written }, versions, promises: common.promises, beside };
}
