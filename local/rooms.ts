/** The rooms behind the ports, opened on one store and one clock, each given what it may ask of the others. */
import { openBus } from './bus/bus.ts';
import { openIdleWatch } from './bus/idle.ts';
import { openMirror } from './bus/ranges.ts';
import { openSchedules } from './bus/schedules.ts';
import type { Clock } from './clock/clock.ts';
import type { Engine } from './engine/engine.ts';
import { type AskTable, askOf, deleteExpired } from './engine/tables.ts';
import { type AsyncOptions, openAsync } from './functions/async.ts';
import { inTurn, openFunctions } from './functions/functions.ts';
import type { Logs } from './functions/logs.ts';
import { openKeys } from './keys/keys.ts';
import { openMachines } from './machines/machines.ts';
import { openCustomers } from './outbox/customers.ts';
import { openOutbox } from './outbox/outbox.ts';
import { openReceipts } from './outbox/receipts.ts';
import type { Permissions } from './permissions/permissions.ts';
import { openQueues } from './queues/queues.ts';
import type { Chance } from './seed/chance.ts';
import type { Turns } from './seed/turns.ts';
import type { Store } from './store/store.ts';
import { openExpiry } from './stream/expiry.ts';
import { openStream, type Stream } from './stream/stream.ts';
import type { CloudModel, FunctionModel, SourceMappingModel } from './template/model.ts';
import { openTopics } from './topics/topics.ts';
import { fieldsOf, listOf, textOf } from './wire/json.ts';
import { openMachineTasks } from './wire/machine-tasks.ts';
import { openPolicies } from './wire/policies.ts';
import { openTableCalls } from './wire/table-calls.ts';
import { openTableLines } from './wire/table-lines.ts';

export interface RoomsOptions {
  readonly model: CloudModel;
  readonly store: Store;
  readonly engine: Engine;
  readonly clock: Clock;
  /** Whether the clock flows at this moment. */
  readonly flowing: () => boolean;
  /** The shared bytes in which workers read the clock. */
  readonly cell: SharedArrayBuffer;
  readonly logs: Logs;
  readonly awsUrl: string;
  /** Where the gateway serves the API, with a slash at the end. */
  readonly apiUrl: string;
  readonly ids: () => string;
  readonly chance: Pick<Chance, 'seed' | 'secret'>;
  /** In which order work begins that could go side by side. */
  readonly turns: Turns;
  readonly permissions: Permissions;
  readonly onTrouble: (error: unknown) => void;
  /** Takes what closes a room again, in the order of opening. */
  readonly undo: (step: () => Promise<void> | void) => void;
}

/** Opens all rooms; pending work begins at once where the clock flows. */
export async function openRooms(options: RoomsOptions) {
  const { model, store, engine, clock, ids, chance, turns, undo, onTrouble } = options;
  const policies = openPolicies(model, options.permissions);
  const ask: AskTable = askOf(engine);
  let stream: Stream | undefined;
  const written = (): void => stream?.poke();
  const lines = openTableLines({ model, engine, whyNot: policies.whyNot, awsUrl: options.awsUrl });
  const nested = openFunctions({
    model,
    clock,
    cell: options.cell,
    awsUrl: options.awsUrl,
    apiUrl: options.apiUrl,
    logs: options.logs,
    ids,
    seed: chance.seed,
    // With a seed, the order in which requests come to the table is the main thread's affair.
    tableLineOf: (one) => (chance.seed === undefined ? lines(one) : undefined),
    written,
  });
  undo(() => nested.stop());
  const functions = inTurn(nested, clock, turns);
  const queues = openQueues({ queues: model.queues, store, clock, ids, awsUrl: options.awsUrl });
  const keys = openKeys({ keys: model.keys, store, secret: chance.secret });
  const mirror = openMirror(ask, keysOfStreamed(model));
  const idle = openIdleWatch(functions, mirror, clock.now);

  const putOn: AsyncOptions['giveUp'] = (from, queueArn, body, attributes) => {
    const refusal = policies.sendByRole(from.roleArn, queueArn);
    const queue = queues.find(queueArn);
    if (refusal !== undefined || queue === undefined) throw new Error(refusal ?? `There is no queue ${queueArn}.`);
    queues.send(queue, body, attributes);
  };
  const note = (name: string, line: string): void => options.logs.note(name, line);
  const async = openAsync({ functions, store, clock, ids, giveUp: putOn, note });
  undo(() => async.stop());
  /** Puts on a queue what a service could not deliver, if the service may. */
  function bury(
    refusal: string | undefined,
    queueArn: string,
    ...what: [string, Parameters<AsyncOptions['giveUp']>[3]]
  ) {
    const queue = queues.find(queueArn);
    if (refusal === undefined && queue !== undefined) queues.send(queue, ...what);
    else onTrouble(new Error(refusal ?? `There is no queue ${queueArn}.`));
  }
  const bus = openBus({
    model,
    store,
    clock,
    functions,
    async,
    ids,
    mayInvoke: policies.invokeByRule,
    bury: (rule, queueArn, ...what) => bury(policies.sendByRule(rule, queueArn), queueArn, ...what),
    note: (line) => note('bus', line),
  });
  const topics = openTopics({
    model,
    store,
    clock,
    functions,
    async,
    ids,
    mayPublish: policies.publishByService,
    mayInvoke: policies.invokeByTopic,
    bury: (topicArn, queueArn, ...what) => bury(policies.sendByTopic(topicArn, queueArn), queueArn, ...what),
    note: (line) => note('topics', line),
  });
  const outbox = openOutbox({ store, clock, ids, accepted: (...message) => receipts.plan(...message) });
  const receipts = openReceipts({ model, store, clock, outbox, topics, ids, note: (line) => note('topics', line) });
  const customers = openCustomers({ model, clock, topics, ids });
  const schedules = openSchedules({ model, store, clock, bus, async, ids, idle, flowing: options.flowing });

  const tasks = openMachineTasks({ functions, turns, engine, whyNot: policies.whyNot, written });
  const machines = openMachines({ clock, store, tasks, account: model.account, region: model.region, ids });
  undo(() => machines.close());
  for (const machine of model.machines) machines.define(machine);

  const readers = checkedReaders(model, functions.find, policies.readStream);
  const expiry = openExpiry({
    store,
    clock,
    async remove(tableName, key, attribute, now) {
      await turns(() => deleteExpired(ask, tableName, key, attribute, now));
      written();
    },
    onTrouble,
  });
  stream = await openStream({
    tables: model.tables,
    mappings: model.sourceMappings,
    store,
    clock,
    region: model.region,
    ask,
    invoke: (mapping, event) => functions.invoke(readers(mapping), event),
    giveUp(mapping, body) {
      if (mapping.onFailureArn !== undefined) putOn(readers(mapping), mapping.onFailureArn, body, {});
    },
    turns,
    onRecord(table, document) {
      mirror.record(table.name, document);
      expiry(table, document);
    },
    onTrouble,
  });
  undo(stream.stop);
  const tableCalls = openTableCalls({ engine, model, whyNot: policies.whyNot, idle, written });
  return {
    functions,
    nested,
    queues,
    outbox,
    customers,
    keys,
    idle,
    async,
    bus,
    schedules,
    machines,
    tableCalls,
    whyNot: policies.whyNot,
  };
}

/** The key attributes of every table that has a stream. */
function keysOfStreamed(model: CloudModel): ReadonlyMap<string, readonly string[]> {
  const streamed = model.tables.filter((table) => table.streamArn !== undefined);
  return new Map(
    streamed.map((table) => [
      table.name,
      listOf(table.createTable.KeySchema).map((part) => textOf(fieldsOf(part), 'AttributeName') ?? ''),
    ]),
  );
}

/** The function of each event source mapping; a mapping that could not work on AWS is an error now, not silence later. */
function checkedReaders(
  model: CloudModel,
  find: (nameOrArn: string) => FunctionModel | undefined,
  whyNotRead: (roleArn: string, streamArn: string) => string | undefined,
): (mapping: SourceMappingModel) => FunctionModel {
  const readers = new Map<string, FunctionModel>();
  for (const mapping of model.sourceMappings) {
    const reader = find(mapping.functionName);
    if (reader === undefined)
      throw new Error(`The event source mapping ${mapping.id} names no function of these stacks.`);
    if (!model.tables.some((table) => table.streamArn === mapping.sourceArn)) {
      throw new Error(
        `The event source ${mapping.sourceArn} is not supported by the local cloud: only streams of its tables are.`,
      );
    }
    const refusal = whyNotRead(reader.roleArn, mapping.sourceArn);
    if (refusal !== undefined) throw new Error(refusal);
    readers.set(mapping.id, reader);
  }
  return (mapping) => {
    const reader = readers.get(mapping.id);
    if (reader === undefined) throw new Error(`The event source mapping ${mapping.id} is not known.`);
    return reader;
  };
}
