/** One request on its way through the gateway: what every part of it needs to know. */
import type { Target } from './request.ts';

export interface Call {
  readonly method: string;
  readonly target: Target;
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly requestId: string;
  readonly resourcePath: string;
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly sourceIp: string;
  readonly protocol: string;
  /** Milliseconds since the epoch, on the clock of the cloud. */
  readonly at: number;
}

/** The last value of a header, whatever its case. */
export function headerOf(call: Pick<Call, 'headers'>, name: string): string | undefined {
  const wanted = name.toLowerCase();
  for (const [key, values] of call.headers) if (key.toLowerCase() === wanted) return values.at(-1);
  return undefined;
}
