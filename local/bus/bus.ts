/**
 * EventBridge: entries are checked, matched against the rules of their bus and handed to the rules' targets. The hand-over
 * is a row in the store, written in one transaction for all entries, so that a kill loses none of an accepted event.
 */
import type { Clock } from '../clock/clock.ts';
import type { AsyncInvocations } from '../functions/async.ts';
import type { Functions } from '../functions/functions.ts';
import type { MessageAttribute } from '../queues/queues.ts';
import type { Store } from '../store/store.ts';
import type { CloudModel, RuleModel, RuleTargetModel } from '../template/model.ts';
import { AwsError } from '../wire/aws-error.ts';
import { type Fields, isFields, listOf, parseJson, textOf } from '../wire/json.ts';
import { readPattern } from './pattern.ts';
import { inputFor } from './transform.ts';

/** An event as EventBridge delivers it. */
export interface BusEvent {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': string;
  readonly source: string;
  readonly account: string;
  /** Whole seconds, as on AWS. */
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: unknown;
}

export interface Bus {
  /** Answers PutEvents. */
  put(input: Fields): unknown;
  /** Hands an event to one target of a rule; answers the request's id, or undefined when it went to the dead-letter queue. */
  deliver(rule: RuleModel, target: RuleTargetModel, event: BusEvent): string | undefined;
  /** How many events were accepted and how many deliveries they made, since the start. */
  figures(): { readonly events: number; readonly deliveries: number };
}

export interface BusOptions {
  readonly model: CloudModel;
  readonly store: Store;
  readonly clock: Clock;
  readonly functions: Functions;
  readonly async: AsyncInvocations;
  readonly ids: () => string;
  /** Whether the rule may invoke the function; otherwise why not. */
  readonly mayInvoke: (rule: RuleModel, target: RuleTargetModel) => string | undefined;
  /** Puts an event that could not be handed over on the target's dead-letter queue. */
  readonly bury: (
    rule: RuleModel,
    queueArn: string,
    body: string,
    attributes: Readonly<Record<string, MessageAttribute>>,
  ) => void;
  readonly note: (line: string) => void;
}

const MOST_BYTES = 256 * 1024;

/** AWS's `time`: no milliseconds. */
export const busTime = (now: number): string => `${new Date(now).toISOString().slice(0, 19)}Z`;

const attribute = (value: string): MessageAttribute => ({ DataType: 'String', StringValue: value });

function entryFault(entry: Fields): { ErrorCode: string; ErrorMessage: string } | undefined {
  const fault = (ErrorMessage: string): { ErrorCode: string; ErrorMessage: string } => ({
    ErrorCode: 'InvalidArgument',
    ErrorMessage,
  });
  const detail = textOf(entry, 'Detail');
  if (!textOf(entry, 'Source')) return fault('Parameter Source is not valid. Reason: Source is a required argument.');
  if (!textOf(entry, 'DetailType'))
    return fault('Parameter DetailType is not valid. Reason: DetailType is a required argument.');
  if (!detail) return fault('Parameter Detail is not valid. Reason: Detail is a required argument.');
  if (!isFields(parseJson(detail))) return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
  return undefined;
}

/** Opens the bus; refuses rules whose patterns or targets it cannot serve, all in one error. */
export function openBus(options: BusOptions): Bus {
  const { model, store, clock, functions, ids } = options;
  const faults: string[] = [];
  let events = 0;
  let deliveries = 0;
  const rules = model.rules.flatMap((rule) => {
    for (const target of rule.targets) {
      if (functions.find(target.arn) === undefined)
        faults.push(`rule ${rule.name}: the target ${target.arn} is not a function of this cloud`);
    }
    try {
      return rule.pattern === undefined || !rule.enabled ? [] : [{ rule, matches: readPattern(rule.pattern) }];
    } catch (error) {
      faults.push(`rule ${rule.name}: ${error instanceof Error ? error.message : String(error)}`);
      return [];
    }
  });
  if (faults.length > 0) throw new Error(`The bus cannot run these rules:\n${faults.join('\n')}`);

  function deliver(rule: RuleModel, target: RuleTargetModel, event: BusEvent): string | undefined {
    deliveries += 1;
    const refusal = options.mayInvoke(rule, target);
    const one = functions.find(target.arn);
    const input = inputFor(target, event, rule, busTime(clock.now()));
    if (one !== undefined && refusal === undefined) return options.async.add(one, input);
    // Lack of permission is final on AWS: no retry, straight to the dead-letter queue, with these attributes.
    options.note(`rule ${rule.name} could not invoke ${target.arn}: ${refusal ?? 'no such function'}`);
    if (target.deadLetterArn !== undefined) {
      options.bury(rule, target.deadLetterArn, JSON.stringify(event), {
        RULE_ARN: attribute(rule.arn),
        TARGET_ARN: attribute(target.arn),
        ERROR_CODE: attribute('NO_PERMISSIONS'),
        ERROR_MESSAGE: attribute(refusal ?? 'The target does not exist.'),
      });
    }
    return undefined;
  }

  function accept(entry: Fields): { EventId: string } | { ErrorCode: string; ErrorMessage: string } {
    const fault = entryFault(entry);
    if (fault !== undefined) return fault;
    const busName = (textOf(entry, 'EventBusName') ?? 'default').split('/').pop() ?? 'default';
    if (!model.buses.some((bus) => bus.name === busName)) {
      return { ErrorCode: 'ResourceNotFoundException', ErrorMessage: `Event bus ${busName} does not exist.` };
    }
    const given = entry.Time;
    const event: BusEvent = {
      version: '0',
      id: ids(),
      'detail-type': textOf(entry, 'DetailType') ?? '',
      source: textOf(entry, 'Source') ?? '',
      account: model.account,
      time: busTime(typeof given === 'number' ? given * 1000 : clock.now()),
      region: model.region,
      resources: listOf(entry.Resources).filter((one) => typeof one === 'string'),
      detail: parseJson(textOf(entry, 'Detail') ?? ''),
    };
    events += 1;
    for (const { rule, matches } of rules) {
      if (rule.busName === busName && matches(event)) for (const target of rule.targets) deliver(rule, target, event);
    }
    return { EventId: event.id };
  }

  return {
    deliver,
    figures: () => ({ events, deliveries }),
    put(input) {
      const entries = listOf(input.Entries);
      if (entries.length === 0 || entries.length > 10) {
        throw new AwsError(
          'ValidationException',
          `${entries.length} entries: 'entries' must have length between 1 and 10`,
        );
      }
      if (Buffer.byteLength(JSON.stringify(entries)) > MOST_BYTES) {
        throw new AwsError('ValidationException', 'Total size of the entries in the request is over the limit.');
      }
      const answers = store.atomically(() => entries.map((entry) => accept(isFields(entry) ? entry : {})));
      return { FailedEntryCount: answers.filter((answer) => 'ErrorCode' in answer).length, Entries: answers };
    },
  };
}
