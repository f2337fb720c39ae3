/** The whole cloud on this machine: data directory, engine, clock, rooms and two loopback ports. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Clock, Millis } from './clock/clock.ts';
import { openClock } from './clock/virtual-clock.ts';
import { openConsole, type Person } from './console/console.ts';
import { lockData } from './engine/data-lock.ts';
import { openEngine } from './engine/engine.ts';
import { createTables } from './engine/tables.ts';
import { newClockCell, writeClockCell } from './functions/clock-cell.ts';
import { rolesByKeyId } from './functions/credentials.ts';
import type { Functions } from './functions/functions.ts';
import { openLogs } from './functions/logs.ts';
import { openGateway } from './gateway/gateway.ts';
import { handleStates } from './machines/wire.ts';
import { openPermissions, type Permissions } from './permissions/permissions.ts';
import { openRooms } from './rooms.ts';
import { openChance } from './seed/chance.ts';
import { sortedEngine } from './seed/sorted-engine.ts';
import { oneByOne, oneVisitor, sideBySide, type Turns } from './seed/turns.ts';
import { openStore, type Store } from './store/store.ts';
import type { CloudModel } from './template/model.ts';
import { type Issuer, openIssuer } from './tokens/issuer.ts';
import { type Answer, json } from './wire/http.ts';
import { listen } from './wire/listen.ts';
import { openWire } from './wire/wire.ts';

export interface CloudOptions {
  readonly model: CloudModel;
  /** Where everything is kept; made when it is not there. */
  readonly dataDir: string;
  /** The gateway's port; 0 takes a free one. */
  readonly port: number;
  /** The port that speaks AWS; 0 takes a free one. */
  readonly awsPort: number;
  /** The first instant of new data; real time when absent. */
  readonly startAt?: Millis | undefined;
  /** For whom `/_local/tokens` has tokens. */
  readonly people?: readonly Person[] | undefined;
  /** A DynamoDB-compatible server in place of the engine. */
  readonly dynamodbEndpoint?: string | undefined;
  /**
   * Makes a run repeatable: the clock stands but when it is run forward, things happen one at a time in a fixed order,
   * requests from outside too, and all chance comes from the seed. Data keep to the seed they were begun with.
   */
  readonly seed?: string | undefined;
  /** Told of faults of the cloud itself; they are printed when nobody is. */
  readonly onTrouble?: ((error: unknown) => void) | undefined;
}

export interface Cloud {
  /** `http://127.0.0.1:4400/v1`; the stage is part of it. */
  readonly apiUrl: string;
  /** `http://127.0.0.1:4401`, for `AWS_ENDPOINT_URL`. */
  readonly awsUrl: string;
  readonly clock: Clock;
  /** Where everything is kept. */
  readonly dataDir: string;
  readonly seed: string | undefined;
  /** A token for this subject; rejects when the stacks declare no user pool. */
  mint(sub: string): Promise<string>;
  /** Counts since the start: events, deliveries, firings; and all executions. */
  figures(): unknown;
  /** Stops everything; what was waiting goes on at the next start. */
  stop(): Promise<void>;
}

/** The first instant of new data with a seed: a Monday, nine in the morning in Chicago. */
const SEEDED_START = Date.parse('2026-01-05T15:00:00.000Z');

/** Opens the cloud. Whatever was opened is closed again when a room refuses. */
export async function openCloud(options: CloudOptions): Promise<Cloud> {
  const steps: (() => Promise<void> | void)[] = [];
  const stop = async (): Promise<void> => {
    for (const step of steps.splice(0).reverse()) await step();
  };
  try {
    const opened = await assemble(options, (step) => void steps.push(step));
    return { ...opened, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

type Undo = (step: () => Promise<void> | void) => void;

async function assemble(options: CloudOptions, undo: Undo): Promise<Omit<Cloud, 'stop'>> {
  const { model, dataDir, onTrouble = (error: unknown) => console.error(error) } = options;
  const permissions = openPermissions(model);
  undo(lockData(dataDir).release);
  const api = await listen(options.port, '--port');
  undo(api.close);
  const aws = await listen(options.awsPort, '--aws-port');
  undo(aws.close);
  const awsUrl = `http://127.0.0.1:${aws.port}`;
  const apiUrl = `http://127.0.0.1:${api.port}/${model.apis[0]?.stage ?? ''}`;
  const store = openStore(join(dataDir, 'cloud.db'));
  undo(store.close);
  const chance = openChance(store, options.seed);
  const ids = chance.id;
  const seeded = options.seed !== undefined;
  const started = await openEngine({ dataDir, endpoint: options.dynamodbEndpoint });
  undo(started.stop);
  const engine = seeded ? sortedEngine(started) : started;
  await createTables(engine, model.tables);
  const logs = openLogs(dataDir);
  undo(logs.close);

  const cell = newClockCell();
  const writeCell = writeClockCell(cell, Date.now);
  let flowing = true;
  const startAt = options.startAt ?? (seeded ? SEEDED_START : undefined);
  const clock = openClock({
    realNow: Date.now,
    store,
    manual: seeded,
    ...(startAt === undefined ? {} : { startAt }),
    onInstant(now, flows) {
      flowing = flows;
      writeCell(now, flows);
    },
    onTrouble,
  });
  const issuer = await openUserPool(model, store, clock);
  const rooms = await openRooms({
    model,
    store,
    engine,
    clock,
    flowing: () => flowing,
    cell,
    logs,
    awsUrl,
    apiUrl: `${apiUrl}/`,
    ids,
    chance,
    turns: seeded ? oneByOne() : sideBySide,
    permissions,
    onTrouble,
    undo,
  });
  const door = seeded ? oneVisitor(clock) : sideBySide;
  undo(clock.stop);

  const figures = (): unknown => ({
    bus: rooms.bus.figures(),
    schedules: rooms.schedules.figures(),
    machines: rooms.machines.figures(),
  });
  const mint = mintFor(model, issuer);
  const answerLocal = openConsole({
    clock,
    outbox: rooms.outbox,
    customers: rooms.customers,
    machines: rooms.machines,
    mint,
    people: options.people ?? [],
    figures,
  });
  const aside = async (method: string, url: URL, body: Buffer): Promise<Answer | undefined> => {
    if (url.pathname.startsWith('/_local/')) return answerLocal(method, url, body);
    return url.pathname.endsWith('/.well-known/jwks.json') && issuer !== undefined
      ? json(200, issuer.jwks())
      : undefined;
  };
  aws.serve(
    openWire({
      ...rooms,
      account: model.account,
      rolesByKeyId: rolesByKeyId(model.functions),
      states: (operation, body) => handleStates(rooms.machines, operation, body),
      ids: randomUUID,
      door,
      aside,
      onTrouble,
    }),
  );
  serveApi(model, issuer, { functions: rooms.functions, permissions, clock, ids, door }, api.serve);
  return { apiUrl, awsUrl, clock, dataDir, seed: options.seed, mint, figures };
}

/** Serves the one REST API of the stacks, if there is one. */
function serveApi(
  model: CloudModel,
  issuer: Issuer | undefined,
  rooms: { functions: Functions; permissions: Permissions; clock: Clock; ids: () => string; door: Turns },
  serve: (listener: ReturnType<typeof openGateway>) => void,
): void {
  const [api, second] = model.apis;
  if (second !== undefined) throw new Error('The local cloud serves one REST API; these stacks declare several.');
  if (api === undefined) return;
  if (issuer === undefined) throw new Error('The REST API needs a user pool, and these stacks declare none.');
  const { functions, permissions, clock, ids, door } = rooms;
  async function invoke(functionArn: string, event: unknown): Promise<unknown> {
    const one = functions.find(functionArn);
    if (one === undefined) throw new Error(`The API names ${functionArn}, which is no function of these stacks.`);
    const result = await functions.invoke(one, JSON.stringify(event));
    if (result.failed) throw new Error(result.payload);
    return JSON.parse(result.payload);
  }
  const { account, region } = model;
  serve(openGateway({ api, issuer, invoke, permissions, clock, account, region, ids, door }));
}

/** The issuer stands in for the one user pool; its URL is the pool's on AWS, so tokens outlive a change of ports. */
async function openUserPool(model: CloudModel, store: Store, clock: Clock): Promise<Issuer | undefined> {
  const [pool] = model.userPools;
  if (pool === undefined) return undefined;
  const issuerUrl = `https://cognito-idp.${model.region}.amazonaws.com/${pool.id}`;
  return openIssuer({ store, issuerUrl, clientId: pool.clientIds[0] ?? 'local', clock });
}

/** Access tokens carry every scope that a method of the API asks for: they stand for a signed-in member of staff. */
function mintFor(model: CloudModel, issuer: Issuer | undefined): (sub: string) => Promise<string> {
  const scopes = new Set(['openid', ...model.apis.flatMap((api) => api.methods.flatMap((method) => method.scopes))]);
  return (sub) =>
    issuer === undefined
      ? Promise.reject(new Error('The stacks declare no user pool.'))
      : issuer.mint({ sub, scopes: [...scopes] });
}
