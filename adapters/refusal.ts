/** Telling a provider's definite no from silence: only after a definite no is it certain that nothing goes out. */
import { ProviderRefused } from '../core/kernel/ports.ts';

interface Answered {
  readonly $metadata: { readonly httpStatusCode?: number };
  readonly Reason?: unknown;
}

const isAnswered = (error: object): error is Answered =>
  '$metadata' in error && typeof error.$metadata === 'object' && error.$metadata !== null;

/**
 * The error to throw on when a provider's call failed. An answer of the 400s (invalid, opted out, not verified, over
 * its quota, throttled) is a definite no. What came without an answer, or as a timeout or a 500, may have been
 * carried out all the same and stays as it is.
 */
export function refusalOr(error: unknown): unknown {
  if (!(error instanceof Error) || !isAnswered(error)) return error;
  const status = error.$metadata.httpStatusCode ?? 0;
  if (status < 400 || status >= 500 || /time-?out/i.test(error.name)) return error;
  return new ProviderRefused(typeof error.Reason === 'string' ? error.Reason : error.name);
}
