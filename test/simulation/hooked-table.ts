/** A table with somebody before and behind it: where tests step in, whichever table it is. */
import type { Access, Hook } from '../../adapters/memory-table.ts';
import type { Page, Row, Table } from '../../core/kernel/table.ts';

export interface Hooks {
  /** Before anything is read or written; throwing here is a call that never arrived. */
  readonly before?: Hook;
  /** After it was done; throwing here is an answer that was lost. */
  readonly after?: (access: Access, answer: Row | Page | undefined) => void | Promise<void>;
}

export function hookedTable(inner: Table, { before, after }: Hooks): Table {
  const around = async <Answer extends Row | Page | undefined>(
    access: Access,
    work: () => Promise<Answer>,
  ): Promise<Answer> => {
    await before?.(access);
    const answer = await work();
    await after?.(access, answer);
    return answer;
  };
  return {
    get: (key) => around({ does: 'get', key }, () => inner.get(key)),
    query: (query) => around({ does: 'query', query }, () => inner.query(query)),
    async write(writes) {
      await before?.({ does: 'write', writes });
      await inner.write(writes);
      await after?.({ does: 'write', writes }, undefined);
    },
  };
}
