/** An answer in AWS's words: `code` becomes `__type`, and clients find it as the error's name. */
export class AwsError extends Error {
  override readonly name = 'AwsError';
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

/** What a thrown thing says to a client. Rooms have error classes of their own; only `code`, `message` and `status` are read. */
export function awsErrorOf(thrown: unknown): { code: string; message: string; status: number } | undefined {
  if (!(thrown instanceof Error) || !('code' in thrown) || typeof thrown.code !== 'string') return undefined;
  // Node's own errors have a code too, but no status.
  if (!('status' in thrown) || typeof thrown.status !== 'number') return undefined;
  return { code: thrown.code, message: thrown.message, status: thrown.status };
}
