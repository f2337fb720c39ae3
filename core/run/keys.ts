/** What is asked about runs. */
import { customerPartition, sortKey, sortPrefix, storePartition } from '../kernel/keys.ts';
import { question } from '../kernel/table.ts';
import type { Run, RunState } from './row.ts';

/** Follow-ups sort after all stores in a customer's story: they are found for the customer, whatever the store. */
export const runsInStory = '~FOLLOWUP';

/** All runs of one follow-up about one customer at all stores, for news about the customer. */
export const runsOfCustomer = question({
  asks: 'Which runs of this follow-up are about this customer?',
  example: ['C-1', 'parts-eta'],
  query: (customerId: string, followUp: string) => ({
    index: 'story',
    pk: customerPartition(customerId),
    beginsWith: sortPrefix(runsInStory, followUp),
  }),
});

/**
 * The states that have a board. An open run has none: it writes its row at every step, which would be paid once more
 * each time, and the executions' own list shows it.
 */
export type BoardState = Extract<RunState, 'STUCK' | 'PARKED'>;

const board = (storeId: string, state: BoardState): string => storePartition(storeId, 'FOLLOWUPS', state);

/** The attributes that put a run on the board of its state. */
export const onBoard = ({ storeId, followUp, subject }: Run, state: BoardState) => ({
  boardPk: board(storeId, state),
  boardSk: sortKey(followUp, subject),
});

/** The board of a state. */
export const runsByState = question({
  asks: 'Which follow-ups of this store are stuck, or asleep until a far day?',
  example: ['S01', 'STUCK'],
  query: (storeId: string, state: BoardState) => ({ index: 'board', pk: board(storeId, state) }),
});
