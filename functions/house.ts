/** What every door of the house shares: the logger and the wrapper. The only file that knows middy. */
import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { Context } from 'aws-lambda';

/** The logger. Lines carry ids and names of errors, never a body, an event or personal data. */
export const logger = new Logger();

/**
 * The frames of an error's stack: where it broke, without its message, which may quote what a person wrote, and whose
 * lines may look like frames. A stack that does not begin with the message is not told.
 */
function frames({ stack = '', message }: Error): readonly string[] {
  const begins = stack.indexOf(message);
  if (begins === -1) return [];
  return stack
    .slice(begins + message.length)
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 8)
    .map((line) => line.trim());
}

/** Writes down an error that is ours. */
export function report(error: unknown, requestId: string): void {
  const known = error instanceof Error ? { errorName: error.name, frames: frames(error) } : { errorName: 'Unknown' };
  logger.error('Unexpected error', { requestId, ...known });
}

/** Wraps a door for Lambda: its log lines carry the invocation's id. The event is never logged, whatever the settings. */
export const door = <Event, Result>(answer: (event: Event, context: Context) => Promise<Result>) =>
  middy(answer).use(injectLambdaContext(logger, { logEvent: false, resetKeys: true }));
