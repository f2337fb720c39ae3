/** The table's stream: hands committed rows to a door in batches, again and in halves when it fails. */
import type { Row } from '../../core/kernel/table.ts';
import type { Post } from './post.ts';

/** How the stream hands its records in. */
export interface Batches {
  /** Records in one batch, at most. */
  readonly most: number;
  /** Whether a batch that was taken is handed in once more. */
  readonly again: () => boolean;
}

export interface Stream {
  /** A row that was committed; it reaches the stream's reader after so many milliseconds. */
  record(row: Row, after: number): void;
}

const pauseMillis = 1000;

/** Tries after the first, as many as the stream's reader has (lib); then it gives up on a batch, and the sweeper finds its rows. */
const moreTries = 5;

/**
 * Opens the stream. `take` answers the positions of the records that it could not deal with; from the first of them on
 * the batch is handed in again. When it rejects the batch is cut in two, as Lambda does it (BisectBatchOnFunctionError).
 */
export function openStream(
  post: Post,
  { most, again }: Batches,
  take: (rows: readonly Row[]) => Promise<readonly number[]>,
): Stream {
  let waiting: Row[] = [];

  const handAgain = (rows: readonly Row[], triesLeft: number): void => {
    if (triesLeft > 0) post.send(pauseMillis, () => hand(rows, triesLeft - 1));
  };

  const halves = (rows: readonly Row[]): readonly (readonly Row[])[] => {
    const middle = Math.ceil(rows.length / 2);
    return rows.length < 2 ? [rows] : [rows.slice(0, middle), rows.slice(middle)];
  };

  async function hand(rows: readonly Row[], triesLeft: number): Promise<void> {
    try {
      const failed = await take(rows);
      if (failed.length > 0) handAgain(rows.slice(Math.min(...failed)), triesLeft);
      else if (again()) post.send(pauseMillis, () => hand(rows, 0));
    } catch {
      for (const half of halves(rows)) handAgain(half, triesLeft);
    }
  }

  const handWaiting = async (): Promise<void> => {
    const rows = waiting;
    waiting = [];
    const batches = Array.from({ length: Math.ceil(rows.length / most) }, (_, at) =>
      rows.slice(at * most, (at + 1) * most),
    );
    await Promise.all(batches.map((batch) => hand(batch, moreTries)));
  };

  return {
    record(row, after) {
      post.send(after, async () => {
        if (most === 1) return hand([row], moreTries);
        waiting.push(row);
        // What arrives in the same moment goes together.
        if (waiting.length === 1) post.send(0, handWaiting);
      });
    },
  };
}
