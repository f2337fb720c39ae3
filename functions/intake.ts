/** The door for what comes in by SNS: customers' answers, and the providers' reports on our messages. */
import type { SNSEvent } from 'aws-lambda';
import { pause, systemNow } from '../adapters/clock.ts';
import { newId } from '../adapters/ids.ts';
import { clearedMail } from '../adapters/mail-redaction.ts';
import { openLetter } from '../adapters/mime.ts';
import { noticeOf } from '../adapters/notices.ts';
import { openTable } from '../adapters/table.ts';
import { type IntakePorts, takeIn } from '../core/intake/index.ts';
import type { Table } from '../core/kernel/table.ts';
import type { Instant } from '../core/kernel/time.ts';
import { door, report } from './house.ts';

interface IntakeParts {
  readonly table: Table;
  readonly now: () => Instant;
  readonly newId: () => string;
  readonly pause?: IntakePorts['pause'];
  readonly report?: (error: unknown, recordId: string) => void;
}

/** Some records could not be taken in. The caller hands all of them in again: those that were taken in stay so. */
class TryAgainSoon extends Error {
  constructor(failed: number) {
    super(`${failed} of the records could not be taken in.`);
    this.name = 'TryAgainSoon';
  }
}

/** The door without Lambda. Each record stands for itself; when one fails the others are taken in first. */
export function buildIntake({ table, now, newId: id, ...parts }: IntakeParts): (event: SNSEvent) => Promise<void> {
  const ports: IntakePorts = {
    table,
    open: openLetter,
    clearMail: clearedMail,
    pause: parts.pause ?? ((attempt) => pause(25 * 2 ** attempt)),
    moment: (cause, actor) => ({ now: now(), newId: id, actor, cause }),
  };
  return async ({ Records }) => {
    const taken = await Promise.allSettled(Records.map(async (record) => takeIn(noticeOf(record), ports)));
    let failed = 0;
    for (const [at, each] of taken.entries()) {
      if (each.status === 'fulfilled') continue;
      failed += 1;
      (parts.report ?? report)(each.reason, Records[at]?.Sns.MessageId ?? '');
    }
    if (failed > 0) throw new TryAgainSoon(failed);
  };
}

let intake: ReturnType<typeof buildIntake> | undefined;

/** The Lambda. */
export const handler = door((event: SNSEvent) => {
  intake ??= buildIntake({ table: openTable(process.env), now: systemNow, newId });
  return intake(event);
});
