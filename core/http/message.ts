/** A request and its answer as plain values, so that a test or the simulation can call the door without a gateway. */

/** A request whose token the gateway has proved. */
export interface HttpRequest {
  readonly method: string;
  /** Without the stage, still percent-encoded. */
  readonly path: string;
  /** What stands before the path in the address, such as `/v1`; for `Location`. */
  readonly base: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The `sub` of the token; absent when there was none. */
  readonly subject?: string;
  /** Names the request in logs, in problems and as the cause of events. */
  readonly requestId: string;
}

/** What goes back; an empty body is no body. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
