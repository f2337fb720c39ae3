/** One execution in plain words, for whoever wonders what it waits for, until when, and why. */
import type { Millis } from '../clock/clock.ts';
import type { ShownEvent } from './history.ts';
import { isObject, parseJson } from './json.ts';
import { arnOf } from './names.ts';
import type { Room } from './room.ts';
import type { Run } from './run.ts';
import { showTimestamp } from './timestamps.ts';

export interface Explanation {
  readonly name: string;
  readonly executionArn: string;
  readonly machine: string;
  readonly status: string;
  readonly startedAt: string;
  readonly endedAt?: string;
  readonly input: unknown;
  /** The state it is in, or in which it ended. */
  readonly state: string;
  readonly since: string;
  readonly waitsFor?: string;
  /** When it goes on by itself; absent when only an answer lets it go on. */
  readonly until?: string;
  /** Why, in the words of the last review. */
  readonly because?: string;
  readonly error?: string;
  readonly cause?: string;
  readonly transitions: number;
  /** What happened, oldest first. */
  readonly story: readonly { readonly at: string; readonly what: string }[];
}

/** Looks the execution up by ARN, or by name; of several with one name the newest. */
export function explain(room: Room, nameOrArn: string): Explanation | undefined {
  const run = room.executions.named(nameOrArn.split(':').at(-1) ?? '');
  if (run === undefined) return undefined;
  const executionArn = arnOf(room, run);
  if (nameOrArn.includes(':') && nameOrArn !== executionArn) return undefined;
  return {
    name: run.name,
    executionArn,
    machine: run.machine,
    status: run.status,
    startedAt: showTimestamp(run.startedAt),
    ...optional('endedAt', shown(run.stoppedAt)),
    input: parseJson(run.input),
    state: run.state,
    since: showTimestamp(run.enteredAt),
    ...waiting(run),
    ...optional('error', run.error),
    ...optional('cause', run.cause),
    transitions: run.transitions,
    story: storyOf(room, run),
  };
}

const optional = (field: string, value: string | undefined): Record<string, string> =>
  value === undefined ? {} : { [field]: value };

const shown = (instant: Millis | undefined): string | undefined =>
  instant === undefined ? undefined : showTimestamp(instant);

function waiting(run: Run): Record<string, string> {
  const step = reviewedStep(run);
  return {
    ...optional('waitsFor', waitsFor(run)),
    ...optional('until', shown(run.resumeAt ?? run.timeoutAt) ?? (run.phase === 'token' ? step.until : undefined)),
    ...optional('because', step.because),
  };
}

function waitsFor(run: Run): string | undefined {
  switch (run.phase) {
    case 'ready':
      return 'its turn';
    case 'calling':
      return 'the answer of the task it called';
    case 'token':
      return run.timeoutAt === undefined ? 'news' : 'news, or the deadline';
    case 'retrying':
      return 'the next attempt, after an error';
    case 'waiting':
      return 'the end of the wait';
    case 'ended':
      return undefined;
  }
}

/** What the last review said, where the rendered machines keep it: `$.review.step`. */
function reviewedStep(run: Run): { because?: string; until?: string } {
  const input = parseJson(run.stateInput);
  const review = isObject(input) ? input.review : undefined;
  const step = isObject(review) ? review.step : undefined;
  if (!isObject(step)) return {};
  const { because, until } = step;
  return {
    ...(typeof because === 'string' ? { because } : {}),
    ...(typeof until === 'string' ? { until } : {}),
  };
}

const MOST_LINES = 200;

/** The newest events that say something, told oldest first. */
function storyOf(room: Room, run: Run): { at: string; what: string }[] {
  const events = room.history.page(run.id, undefined, MOST_LINES, true, true).reverse();
  return events.flatMap((event) => {
    const what = sentence(event);
    return what === undefined ? [] : [{ at: showTimestamp(event.timestamp), what }];
  });
}

function sentence(event: ShownEvent): string | undefined {
  const details = Object.values(event).find(isObject) ?? {};
  const because = [details.error, details.cause].filter(Boolean).join(': ');
  const why = because === '' ? '' : ` (${because})`;
  if (event.type.endsWith('StateEntered')) return `${String(details.name)}`;
  switch (event.type) {
    case 'ExecutionStarted':
      return 'It began';
    case 'TaskSubmitted':
      return 'It waits for news';
    case 'TaskTimedOut':
      return 'The deadline came';
    case 'TaskFailed':
      return `The task failed${why}`;
    case 'ExecutionSucceeded':
      return 'It ended well';
    case 'ExecutionFailed':
      return `It failed${why}`;
    case 'ExecutionAborted':
      return `Somebody stopped it${why}`;
    case 'ExecutionTimedOut':
      return 'It took longer than it may';
    case 'ExecutionRedriven':
      return 'Somebody let it go on';
    default:
      return undefined;
  }
}
