/** SQS: standard queues, kept in the store, with visibility and retention on the virtual clock. */
import { createHash } from 'node:crypto';
import type { Clock } from '../clock/clock.ts';
import type { Store } from '../store/store.ts';
import type { QueueModel } from '../template/model.ts';

/** One attribute of a message, in SQS's own spelling. */
export interface MessageAttribute {
  readonly DataType: string;
  readonly StringValue: string;
}

/** A message as ReceiveMessage answers it. */
export interface ReceivedMessage {
  readonly MessageId: string;
  readonly ReceiptHandle: string;
  readonly Body: string;
  readonly MD5OfBody: string;
  readonly Attributes: Readonly<Record<string, string>>;
  readonly MessageAttributes: Readonly<Record<string, MessageAttribute>>;
}

export interface Queues {
  /** Where clients reach the queue: they send to the URL they were told, so it must be this machine's. */
  urlOf(queue: QueueModel): string;
  /** By URL (AWS's or this machine's), ARN or name. */
  find(key: string): QueueModel | undefined;
  send(
    queue: QueueModel,
    body: string,
    attributes?: Readonly<Record<string, MessageAttribute>>,
    delaySeconds?: number,
  ): { id: string; md5: string };
  receive(queue: QueueModel, most: number, visibilitySeconds?: number): readonly ReceivedMessage[];
  /** Deleting what is gone already succeeds, as in SQS. */
  remove(queue: QueueModel, receipt: string): void;
  purge(queue: QueueModel): void;
  counts(queue: QueueModel): { readonly visible: number; readonly hidden: number };
}

export const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS queues_messages (
    id TEXT PRIMARY KEY, queue TEXT NOT NULL, body TEXT NOT NULL, attributes TEXT NOT NULL,
    sent_at INTEGER NOT NULL, visible_at INTEGER NOT NULL, receives INTEGER NOT NULL DEFAULT 0,
    first_received_at INTEGER, receipt TEXT
  ) STRICT;
  CREATE INDEX IF NOT EXISTS queues_order ON queues_messages(queue, visible_at);
`;

/** Opens the room on the queues of the template. */
export function openQueues(options: {
  readonly queues: readonly QueueModel[];
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: () => string;
  readonly awsUrl: string;
}): Queues {
  const { queues, store, clock, ids } = options;
  store.db.exec(SCHEMA);
  const insert = store.db.prepare(
    'INSERT INTO queues_messages (id, queue, body, attributes, sent_at, visible_at) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const pick = store.db.prepare(
    'SELECT id, body, attributes, sent_at, receives, first_received_at FROM queues_messages WHERE queue = ? AND visible_at <= ? ORDER BY sent_at, rowid LIMIT ?',
  );
  const hide = store.db.prepare(
    'UPDATE queues_messages SET receipt = ?, visible_at = ?, receives = receives + 1, first_received_at = COALESCE(first_received_at, ?) WHERE id = ?',
  );
  const drop = store.db.prepare('DELETE FROM queues_messages WHERE queue = ? AND receipt = ?');
  const old = store.db.prepare('DELETE FROM queues_messages WHERE queue = ? AND sent_at <= ?');
  const all = store.db.prepare('DELETE FROM queues_messages WHERE queue = ?');
  const count = store.db.prepare(
    'SELECT COALESCE(SUM(visible_at <= ?), 0) AS visible, COUNT(*) AS total FROM queues_messages WHERE queue = ?',
  );
  const forgetOld = (queue: QueueModel): void => void old.run(queue.name, clock.now() - queue.retentionSeconds * 1000);

  return {
    urlOf: (queue) => `${options.awsUrl}/${queue.url.split('/').slice(-2).join('/')}`,
    find: (key) =>
      queues.find(
        (queue) => queue.url === key || queue.arn === key || queue.name === key || key.endsWith(`/${queue.name}`),
      ),
    send(queue, body, attributes = {}, delaySeconds = 0) {
      const id = ids();
      const now = clock.now();
      insert.run(id, queue.name, body, JSON.stringify(attributes), now, now + delaySeconds * 1000);
      return { id, md5: md5(body) };
    },
    receive(queue, most, visibilitySeconds = queue.visibilityTimeoutSeconds) {
      return store.atomically(() => {
        forgetOld(queue);
        const now = clock.now();
        return pick.all(queue.name, now, most).map((row) => {
          const receipt = ids();
          hide.run(receipt, now + visibilitySeconds * 1000, now, row.id ?? null);
          return messageOf(row, receipt, now);
        });
      });
    },
    remove: (queue, receipt) => void drop.run(queue.name, receipt),
    purge: (queue) => void all.run(queue.name),
    counts(queue) {
      forgetOld(queue);
      const row = count.get(clock.now(), queue.name) ?? {};
      const visible = Number(row.visible ?? 0);
      return { visible, hidden: Number(row.total ?? 0) - visible };
    },
  };
}

function messageOf(row: Readonly<Record<string, unknown>>, receipt: string, now: number): ReceivedMessage {
  const body = String(row.body);
  return {
    MessageId: String(row.id),
    ReceiptHandle: receipt,
    Body: body,
    MD5OfBody: md5(body),
    Attributes: {
      SentTimestamp: String(row.sent_at),
      ApproximateReceiveCount: String(Number(row.receives) + 1),
      ApproximateFirstReceiveTimestamp: String(Number(row.first_received_at ?? now)),
    },
    MessageAttributes: JSON.parse(String(row.attributes)),
  };
}
