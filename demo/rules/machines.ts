/** Machines: their inputs say nothing about anybody, they go where Review sends them, and nobody had to repair them. */
import { isFields, numberOf, textOf } from '../fields.ts';
import { type Execution, ofKind, type Row, type Rule } from '../snapshot.ts';

const inputFields = ['followUpId', 'generation', 'storeId'];

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isKeysOnly(input: string): boolean {
  const fields = parsed(input);
  if (!isFields(fields) || Object.keys(fields).toSorted().join() !== inputFields.join()) return false;
  return (
    /^[A-Z0-9]{1,8}$/.test(textOf(fields, 'storeId')) &&
    /^[a-z]+-[A-Za-z0-9-]{1,40}$/.test(textOf(fields, 'followUpId')) &&
    Number.isInteger(numberOf(fields, 'generation'))
  );
}

export const keysOnly: Rule = {
  name: 'keys-only',
  says: 'The input of an execution is keys only: store, follow-up and generation.',
  find: ({ executions }) =>
    executions.filter(({ input }) => !isKeysOnly(input)).map(({ name, input }) => `${name}: ${input}`),
};

const review = 'Review';
const router = 'What next?';

/** Where an execution should have gone from a state; undefined when anything may follow. */
function wanted({ path }: Execution, index: number): string | undefined {
  const here = path[index];
  if (here === undefined) return undefined;
  if (here.state === review) return router;
  if (here.state === router) return path[index - 1]?.says;
  return review;
}

const isEnd = (state: string): boolean => state.startsWith('Done: ') || state.startsWith('Stuck: ');

/** Why the states of an execution are not those that its Reviews named; undefined when they are. */
function strayed(execution: Execution): string | undefined {
  const { name, status, path } = execution;
  if (path[0]?.state !== review) return `${name}: began with ${path[0]?.state ?? 'nothing'}`;
  for (const [index, { state }] of path.slice(1).entries()) {
    const should = wanted(execution, index);
    if (state !== should) return `${name}: went to "${state}" where "${should ?? 'nothing'}" was to follow`;
  }
  const last = path.at(-1)?.state ?? '';
  if (status === 'RUNNING') return isEnd(last) ? `${name}: runs on after "${last}"` : undefined;
  return isEnd(last) ? undefined : `${name}: ${status} in "${last}"`;
}

export const machinesFollowReview: Rule = {
  name: 'machines-follow-review',
  says: 'An execution goes from Review to the state that Review named, and from every act and wait back to Review.',
  find: ({ executions }) => executions.flatMap((execution) => strayed(execution) ?? []),
};

const nameOf = (run: Row, generation: number): string =>
  `${textOf(run, 'followUp')}-${textOf(run, 'storeId')}-${textOf(run, 'subject')}-g${generation}`;

export const oneGeneration: Rule = {
  name: 'one-generation',
  says: 'A run that is open has its execution running; no other execution of it runs, and none that failed.',
  find({ executions, ...rest }) {
    const runs = ofKind({ executions, ...rest }, 'follow-up');
    const statuses = new Map(executions.map(({ name, status }) => [name, status]));
    const live = new Set(
      runs.filter((run) => run['state'] === 'OPEN').map((run) => nameOf(run, numberOf(run, 'generation'))),
    );
    return [
      ...[...live].filter((name) => statuses.get(name) !== 'RUNNING').map((name) => `${name}: open and not running`),
      ...executions
        .filter(({ name, status }) => status !== 'SUCCEEDED' && !(status === 'RUNNING' && live.has(name)))
        .map(({ name, status }) => `${name}: ${status}`),
    ];
  },
};

export const newsSeen: Rule = {
  name: 'news-seen',
  says: 'Every run has looked at all the news it was told of.',
  find: (snapshot) =>
    ofKind(snapshot, 'follow-up')
      .filter((run) => run['state'] !== 'STUCK' && numberOf(run, 'seen') !== numberOf(run, 'news'))
      .map(
        (run) =>
          `${nameOf(run, numberOf(run, 'generation'))}: saw ${numberOf(run, 'seen')} of ${numberOf(run, 'news')}`,
      ),
};

export const nothingRepaired: Rule = {
  name: 'nothing-repaired',
  says: 'Without loss or crash the sweeper repairs nothing, no door fails, and no dead-letter queue holds anything.',
  find: ({ repairs, errors, deadLetters }) => [
    ...repairs.map((line) => `repaired: ${line}`),
    ...errors.map((line) => `error: ${line}`),
    ...deadLetters.map((queue) => `${queue} is not empty`),
  ],
};
