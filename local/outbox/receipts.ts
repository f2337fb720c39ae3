/**
 * What becomes of accepted messages: some virtual seconds later each is delivered, or is not, and the provider says so
 * on the topic of the message's configuration set.
 */
import type { Clock, Millis, Timed } from '../clock/clock.ts';
import type { Store } from '../store/store.ts';
import type { CloudModel, EventDestinationModel } from '../template/model.ts';
import type { Topics } from '../topics/topics.ts';
import { fieldsOf, textOf } from '../wire/json.ts';
import { type MailOutcome, mailEvents } from './mail-events.ts';
import type { Outbox, OutboxMessage } from './outbox.ts';
import { smsEvent } from './sms-events.ts';

export interface ReceiptsOptions {
  readonly model: CloudModel;
  readonly store: Store;
  readonly clock: Clock;
  readonly outbox: Outbox;
  readonly topics: Topics;
  readonly ids: () => string;
  readonly note: (line: string) => void;
}

export interface Receipts {
  /** A message was accepted: plans its receipt, in the caller's transaction. `place` is its number in the outbox. */
  plan(message: OutboxMessage, place: number, lost: boolean): void;
}

/** What a provider publishes about one message. */
interface Report {
  readonly eventType: string;
  readonly message: string;
}

const SCHEMA = `CREATE TABLE IF NOT EXISTS outbox_receipts (
  id TEXT PRIMARY KEY, due INTEGER NOT NULL, outcome TEXT NOT NULL
) STRICT`;

const outcomes = ['delivered', 'bounced', 'complained'] as const;

/** Numbers that end so take no text; mailboxes of these domains bounce, or complain of what they got. */
function fateOf({ channel, to }: OutboxMessage, lost: boolean): MailOutcome {
  if (lost || (channel === 'sms' ? to.endsWith('0000') : /@bounce\.example\b/i.test(to))) return 'bounced';
  return channel === 'mail' && /@complaint\.example\b/i.test(to) ? 'complained' : 'delivered';
}

/** One to five seconds, the same for the same place, so that a story plays alike each time. */
const secondsUntilReceipt = (place: number): number => 1 + (place % 5);

/** Opens the room on what a killed process left. Joins the clock. */
export function openReceipts(options: ReceiptsOptions): Receipts {
  const { model, store, clock, topics, outbox } = options;
  store.db.exec(SCHEMA);
  const insert = store.db.prepare('INSERT INTO outbox_receipts (id, due, outcome) VALUES (?, ?, ?)');
  const drop = store.db.prepare('DELETE FROM outbox_receipts WHERE id = ?');
  const waiting = new Map<string, { readonly due: Millis; readonly outcome: MailOutcome }>();
  for (const { id, due, outcome } of store.db.prepare('SELECT * FROM outbox_receipts ORDER BY due, rowid').all()) {
    const known = outcomes.find((one) => one === outcome) ?? 'delivered';
    waiting.set(String(id), { due: Number(due), outcome: known });
  }

  function reports(message: OutboxMessage, outcome: MailOutcome): readonly Report[] {
    if (message.channel === 'mail') return mailEvents(message, outcome, clock.now(), { ...model, ids: options.ids });
    return [smsEvent(message, outcome === 'delivered', clock.now())];
  }

  function tell(message: OutboxMessage, outcome: MailOutcome): void {
    const set = textOf(fieldsOf(message.request), 'ConfigurationSetName');
    const service = message.channel === 'sms' ? 'sms-voice' : 'ses';
    const heard = model.eventDestinations.filter(
      ({ channel, configurationSet }) => channel === message.channel && configurationSet === set,
    );
    for (const destination of heard) {
      const sourceArn = `arn:${model.partition}:${service}:${model.region}:${model.account}:configuration-set/${set}`;
      for (const report of reports(message, outcome).filter(({ eventType }) => hears(destination, eventType))) {
        try {
          topics.publish({
            topicArn: destination.topicArn,
            service: `${service}.amazonaws.com`,
            sourceArn,
            ...(service === 'ses' ? { subject: 'Amazon SES Email Event Notification' } : {}),
            message: report.message,
          });
        } catch (error) {
          // On AWS nobody learns of it: the provider throws the report away. Here a log says why.
          options.note(`the report ${report.eventType} was not published: ${String(error)}`);
        }
      }
    }
  }

  function settle(id: string, outcome: MailOutcome): void {
    store.atomically(() => {
      store.afterCommit(() => waiting.delete(id));
      drop.run(id);
      const message = outbox.find(id);
      if (message === undefined) return;
      outbox.settle(id, outcome === 'bounced' ? 'FAILED' : 'DELIVERED');
      tell(message, outcome);
    });
  }

  const room: Timed = {
    name: 'receipts',
    nextDue() {
      let first: Millis | undefined;
      for (const { due } of waiting.values()) if (first === undefined || due < first) first = due;
      return first;
    },
    playDue(now) {
      const due = [...waiting].filter(([, one]) => one.due <= now).sort(([, a], [, b]) => a.due - b.due);
      for (const [id, { outcome }] of due) settle(id, outcome);
    },
  };
  clock.join(room);

  return {
    plan(message, place, lost) {
      const due = clock.now() + secondsUntilReceipt(place) * 1000;
      const outcome = fateOf(message, lost);
      insert.run(message.id, due, outcome);
      store.afterCommit(() => {
        waiting.set(message.id, { due, outcome });
        clock.changed();
      });
    },
  };
}

/** `ALL` and `TEXT_ALL` are every event of a text; mail names each. */
const hears = ({ eventTypes }: EventDestinationModel, eventType: string): boolean =>
  eventTypes.some((one) => one === 'ALL' || one === 'TEXT_ALL' || one.toLowerCase() === eventType.toLowerCase());
