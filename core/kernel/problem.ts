/**
 * What went wrong, as a value that a client may read: RFC 9457 `application/problem+json`.
 * Core throws `Problem`; doors turn it into an answer. It never carries personal data or a stack trace.
 */

/** The kinds of problem a client can tell apart, each with its HTTP status. */
const statuses = {
  'bad-request': 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  'method-not-allowed': 405,
  conflict: 409,
  'precondition-failed': 412,
  'payload-too-large': 413,
  'unsupported-media-type': 415,
  'invalid-input': 422,
  'precondition-required': 428,
  'too-many-requests': 429,
  internal: 500,
  unavailable: 503,
} as const;

export type ProblemKind = keyof typeof statuses;

/** One field that is wrong: `field` is a JSON pointer-like path (`lines.0.eta`), `fix` says what to send instead. */
export interface FieldFix {
  readonly field: string;
  readonly fix: string;
}

/** So many fields are told of at once: a long list of wrong items must not make an answer that no gateway carries. */
const mostFields = 20;

/** A refusal with its reason. `detail` is one sentence that says what to do; `fields` are the first that are wrong. */
export class Problem extends Error {
  readonly kind: ProblemKind;
  readonly status: number;
  readonly fields: readonly FieldFix[];
  constructor(kind: ProblemKind, detail: string, fields: readonly FieldFix[] = []) {
    super(detail);
    this.name = 'Problem';
    this.kind = kind;
    this.status = statuses[kind];
    this.fields = fields.slice(0, mostFields);
  }
}

/** The body of the answer. `instance` is the request's id, by which support finds the log line. */
export interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance?: string;
  readonly fields?: readonly FieldFix[];
}

const titles: Record<ProblemKind, string> = {
  'bad-request': 'The request could not be read',
  unauthenticated: 'Sign in first',
  forbidden: 'Your role does not allow this',
  'not-found': 'Not found',
  'method-not-allowed': 'This method is not offered here',
  conflict: 'This conflicts with what is there',
  'precondition-failed': 'It changed since you read it',
  'payload-too-large': 'The request is too large',
  'unsupported-media-type': 'Send JSON',
  'invalid-input': 'Some fields need fixing',
  'precondition-required': 'Say which version you read',
  'too-many-requests': 'Slow down',
  internal: 'Something broke on our side',
  unavailable: 'Try again in a moment',
};

/** The problem as the body that goes to a client. */
export function problemBody(problem: Problem, instance?: string): ProblemBody {
  return {
    type: `urn:lanekeep:problem:${problem.kind}`,
    title: titles[problem.kind],
    status: problem.status,
    detail: problem.message,
    ...(instance === undefined ? {} : { instance }),
    ...(problem.fields.length === 0 ? {} : { fields: problem.fields }),
  };
}
