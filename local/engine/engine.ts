/** DynamoDB by a real engine: a child process on a loopback port, spoken to in its own protocol. */
import { type ChildProcess, spawn } from 'node:child_process';
import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { findEngine } from './find.ts';
import { endOrphan, forget, remember } from './orphan.ts';

/** The engine's raw answer; a status other than 200 carries DynamoDB's own error document. */
export interface EngineAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A running engine. */
export interface Engine {
  /** Where it listens: `http://127.0.0.1:40123`. */
  readonly url: string;
  /** Sends one operation (`DynamoDB_20120810.PutItem`) with its JSON body as it is. */
  call(target: string, body: string | Buffer): Promise<EngineAnswer>;
  /** Ends the child process and waits for it; an engine behind DYNAMODB_ENDPOINT is left running. */
  stop(): Promise<void>;
}

/** The engine reads the region and the key id from these headers and checks no signature. */
export const SIGNATURE = {
  'x-amz-date': '20200101T000000Z',
  authorization:
    'AWS4-HMAC-SHA256 Credential=local/20200101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=local',
};

/** A port nobody uses at this moment. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No loopback port is free.');
  return address.port;
}

function openLine(endpoint: URL): Pick<Engine, 'call'> & { close(): void } {
  const agent = new Agent({ keepAlive: true, maxSockets: 32 });
  return {
    close: () => agent.destroy(),
    call: (target, body) =>
      new Promise((resolve, reject) => {
        const length = typeof body === 'string' ? Buffer.byteLength(body) : body.length;
        const outgoing = request(
          endpoint,
          {
            agent,
            method: 'POST',
            headers: {
              'x-amz-target': target,
              'content-type': 'application/x-amz-json-1.0',
              'content-length': length,
              ...SIGNATURE,
            },
          },
          (answer) => {
            const parts: Buffer[] = [];
            answer.on('data', (part: Buffer) => parts.push(part));
            answer.on('error', reject);
            answer.on('end', () =>
              resolve({ status: answer.statusCode ?? 500, headers: answer.headers, body: Buffer.concat(parts) }),
            );
          },
        );
        outgoing.on('error', reject);
        outgoing.end(body);
      }),
  };
}

/**
 * With a stream on, this engine looks through all stream records at every write unless its file has this index
 * (measured: 5 ms a transaction after 4,000 records without, 0.7 ms with).
 */
function indexStream(file: string): void {
  const db = new DatabaseSync(file);
  try {
    db.exec('PRAGMA busy_timeout = 5000');
    db.exec(
      'CREATE INDEX IF NOT EXISTS lanekeep_stream_order ON _stream_records(table_name, CAST(sequence_number AS INTEGER))',
    );
    db.exec(
      'CREATE INDEX IF NOT EXISTS lanekeep_stream_shard ON _stream_records(table_name, shard_id, sequence_number)',
    );
  } finally {
    db.close();
  }
}

/** The engine did not come up, or went away; the message is one sentence with the fix. */
class EngineEnded extends Error {
  override readonly name = 'EngineEnded';
}

async function untilReady(line: Pick<Engine, 'call'>, child: ChildProcess, words: () => string): Promise<void> {
  for (let waited = 0; waited < 10_000; waited += 15) {
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new EngineEnded(
        `The DynamoDB engine ended at once (${words().trim() || `code ${child.exitCode}`}): is its data file broken? Start with --reset.`,
      );
    }
    try {
      await line.call('DynamoDB_20120810.ListTables', '{}');
      return;
    } catch {
      await pause(15);
    }
  }
  throw new EngineEnded(
    'The DynamoDB engine did not answer within ten seconds: start again, or set DYNAMODB_ENDPOINT.',
  );
}

/** Opens a line to somebody else's server. Throws EngineEnded when none answers there. */
async function openEndpoint(endpoint: string): Promise<Engine> {
  const fault = `No DynamoDB-compatible server answers at DYNAMODB_ENDPOINT "${endpoint}": start it, or leave the variable out to use the engine that comes along.`;
  const url = URL.parse(endpoint);
  if (url?.protocol !== 'http:') throw new EngineEnded(fault);
  const line = openLine(url);
  try {
    await line.call('DynamoDB_20120810.ListTables', '{}');
  } catch {
    line.close();
    throw new EngineEnded(fault);
  }
  return { url: url.origin, call: line.call, stop: async () => line.close() };
}

/** Where the engine keeps its data, or which server to use in its place. */
export interface EngineOptions {
  readonly dataDir: string;
  /** A DynamoDB-compatible server that runs already (DYNAMODB_ENDPOINT). */
  readonly endpoint?: string | undefined;
}

/** Starts the engine on its file in `dataDir`, or opens a line to the server given. Throws EngineMissing or EngineEnded. */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  if (options.endpoint !== undefined) return openEndpoint(options.endpoint);
  const note = join(options.dataDir, 'engine.json');
  const file = join(options.dataDir, 'table.db');
  const binary = findEngine();
  await endOrphan(note, { binary, dbFile: file });
  const port = await freePort();
  const child = spawn(binary, ['serve', '--host', '127.0.0.1', '--port', String(port), '--db-path', file], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (part: Buffer) => {
    said = (said + part.toString()).slice(-500);
  });
  const failed = new Promise<never>((_, reject) => child.once('error', reject));
  failed.catch(() => undefined);
  if (child.pid !== undefined) remember(note, child.pid, binary);
  const url = `http://127.0.0.1:${port}`;
  const line = openLine(new URL(url));
  await Promise.race([untilReady(line, child, () => said), failed]);
  indexStream(file);
  return {
    url,
    call: line.call,
    async stop() {
      line.close();
      if (child.exitCode === null && child.signalCode === null) {
        const ended = new Promise((resolve) => child.once('exit', resolve));
        child.kill('SIGTERM');
        await ended;
      }
      forget(note);
    },
  };
}
