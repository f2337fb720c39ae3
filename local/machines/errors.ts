/** The three kinds of failure in this room: of an API call, of a task that was called, and of a state. */

/** What the wire answers as `{__type, message}`, named as AWS names it. */
export class AwsError extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.name = code;
    this.code = code;
    this.status = status;
  }
}

/** How a task refuses: `errorName` is what Retry and Catch see, `DynamoDb.ConditionalCheckFailedException` for example. */
export class TaskError extends Error {
  readonly errorName: string;
  /** Human readable, often JSON. */
  readonly errorCause: string;

  constructor(errorName: string, errorCause: string) {
    super(`${errorName}: ${errorCause}`);
    this.name = 'TaskError';
    this.errorName = errorName;
    this.errorCause = errorCause;
  }
}

/** An Error Name with its Cause, reported by a state while it runs (states-language.net, "Errors"). */
export class StateError extends Error {
  readonly errorName: string;
  readonly errorCause: string;

  constructor(errorName: string, errorCause: string) {
    super(`${errorName}: ${errorCause}`);
    this.name = 'StateError';
    this.errorName = errorName;
    this.errorCause = errorCause;
  }
}

/**
 * A path that finds nothing. AWS reports `States.Runtime` for every one of them, which no Retry and no Catch
 * can take; the language document names `States.ParameterPathFailure` for some. The stricter of the two is kept.
 */
export const runtimeError = (cause: string): StateError => new StateError('States.Runtime', cause);
