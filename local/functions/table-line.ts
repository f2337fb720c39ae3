/**
 * A function's own line to the table's engine, inside its thread. The SDK asks the one port of the cloud, as it is told
 * to; what the function's role may do anyhow leaves for the engine at once, which spares the way through the main
 * thread. Everything else, refusals above all, goes the ordinary way.
 */
import http, {
  type ClientRequest,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type RequestOptions,
} from 'node:http';
import { syncBuiltinESMExports } from 'node:module';

/** Which requests take the line, and where it leads. */
export interface TableLine {
  /** The port of the cloud that the SDK asks. */
  readonly from: number;
  /** Host and port of the engine. */
  readonly host: string;
  readonly port: number;
  /** Headers in the place of the request's signature. */
  readonly signature: Readonly<Record<string, string>>;
  /** Targets (`DynamoDB_20120810.GetItem`) that the role is allowed on every table and index there is. */
  readonly reads: readonly string[];
  readonly writes: readonly string[];
}

const isOptions = (value: unknown): value is RequestOptions =>
  typeof value === 'object' && value !== null && !(value instanceof URL);

const isRecord = (value: unknown): value is Readonly<OutgoingHttpHeaders> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Takes the line for all code that is loaded afterwards. `written` is told of each write that the engine took. */
export function takeTableLine(line: TableLine, written: () => void): void {
  const original = http.request;
  const ordinary = (...args: unknown[]): ClientRequest => Reflect.apply(original, http, args);
  const [reads, writes] = [new Set(line.reads), new Set(line.writes)];
  const noteWrite = ({ statusCode }: IncomingMessage): void => {
    if (statusCode === 200) written();
  };
  const request = (...args: unknown[]): ClientRequest => {
    const [options, ...rest] = args;
    if (!isOptions(options) || Number(options.port) !== line.from || !isRecord(options.headers))
      return ordinary(...args);
    const target = String(options.headers['x-amz-target']);
    if (!(reads.has(target) || writes.has(target))) return ordinary(...args);
    const headers = { ...options.headers, ...line.signature };
    const sent = ordinary({ ...options, host: line.host, port: line.port, headers }, ...rest);
    return writes.has(target) ? sent.once('response', noteWrite) : sent;
  };
  Reflect.set(http, 'request', request);
  syncBuiltinESMExports();
}
