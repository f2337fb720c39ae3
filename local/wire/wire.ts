/** One loopback port that speaks AWS: every service the stacks use, told apart by the request's target, path or action. */
import type { IncomingMessage, RequestListener } from 'node:http';
import type { Bus } from '../bus/bus.ts';
import type { IdleWatch } from '../bus/idle.ts';
import type { AsyncInvocations } from '../functions/async.ts';
import type { Functions } from '../functions/functions.ts';
import type { Keys } from '../keys/keys.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { sendEmail, sendText } from '../outbox/wire.ts';
import type { Queues } from '../queues/queues.ts';
import { handleQueues } from '../queues/wire.ts';
import type { Turns } from '../seed/turns.ts';
import { AwsError, awsErrorOf } from './aws-error.ts';
import { readCaller, signedService } from './caller.ts';
import { guard, type WhyNot } from './guard.ts';
import { type Answer, json, readBody, send } from './http.ts';
import { type Fields, isFields, parseJson, textOf } from './json.ts';
import { invokedFunction, invokeOverWire } from './lambda-calls.ts';
import type { TableCalls } from './table-calls.ts';

export interface WireOptions {
  readonly account: string;
  readonly rolesByKeyId: ReadonlyMap<string, string>;
  readonly whyNot: WhyNot;
  readonly tableCalls: TableCalls;
  /** Answers one operation of Step Functions (`StartExecution`) with its parsed body. */
  readonly states: (operation: string, body: unknown) => unknown;
  readonly bus: Bus;
  readonly queues: Queues;
  readonly outbox: Outbox;
  readonly keys: Keys;
  readonly functions: Functions;
  /** For functions that are invoked by a function: it waits for them, so they take no turn of their own. */
  readonly nested: Functions;
  readonly async: AsyncInvocations;
  readonly idle: IdleWatch;
  readonly ids: () => string;
  /** Lets requests in that do not come from functions. */
  readonly door: Turns;
  /** Answers what is no AWS service (`/_local/…`, the issuer's keys); undefined passes on. */
  readonly aside: (method: string, url: URL, body: Buffer) => Promise<Answer | undefined>;
  readonly onTrouble: (error: unknown) => void;
}

interface Call {
  readonly roleArn: string | undefined;
  readonly request: IncomingMessage;
  readonly url: URL;
  readonly body: Buffer;
}

/** Makes what answers the requests of the AWS port. */
export function openWire(options: WireOptions): RequestListener {
  const { whyNot } = options;

  function checked(call: Call, service: string, operation: string, params: Fields): Fields {
    guard(whyNot, call.roleArn, { service, operation, params });
    if (call.roleArn !== undefined) options.idle.called(call.roleArn, { kind: 'other' });
    return params;
  }

  function inputOf(call: Call): Fields {
    const document = call.body.length === 0 ? {} : parseJson(call.body.toString('utf8'));
    if (!isFields(document)) throw new AwsError('SerializationException', 'The body is not a JSON object.');
    return document;
  }

  function queueCall(call: Call, operation: string): unknown {
    const input = inputOf(call);
    const queue = options.queues.find(textOf(input, 'QueueUrl') ?? textOf(input, 'QueueName') ?? '');
    return handleQueues(
      options.queues,
      operation,
      queue,
      checked(call, 'sqs', operation, { ...input, QueueArn: queue?.arn }),
    );
  }

  /** Services of the JSON protocols, by the first part of `X-Amz-Target`. */
  async function targeted(call: Call, target: string): Promise<Answer> {
    const [service = '', operation = ''] = target.split('.');
    const newer = service === 'AWSEvents' || service === 'TrentService';
    const type = newer ? 'application/x-amz-json-1.1' : 'application/x-amz-json-1.0';
    switch (service) {
      case 'DynamoDB_20120810':
      case 'DynamoDBStreams_20120810':
        return options.tableCalls(call.roleArn, target, call.body);
      case 'AWSStepFunctions':
        return json(200, options.states(operation, checked(call, 'states', operation, inputOf(call))), type);
      case 'AWSEvents':
        if (operation !== 'PutEvents') break;
        return json(200, options.bus.put(checked(call, 'events', operation, inputOf(call))), type);
      case 'TrentService':
        return json(200, options.keys.handle(operation, checked(call, 'kms', operation, inputOf(call))), type);
      case 'AmazonSQS':
        return json(200, queueCall(call, operation), type);
      case 'PinpointSMSVoiceV2':
        if (operation !== 'SendTextMessage') break;
        return json(200, sendText(options.outbox, checked(call, 'sms-voice', operation, inputOf(call))), type);
      default:
        break;
    }
    throw new AwsError(
      'UnknownOperationException',
      `The operation ${operation} of ${service} is not supported by the local cloud.`,
    );
  }

  function callerIdentity(call: Call): Answer {
    const arn = call.roleArn ?? `arn:aws:iam::${options.account}:user/operator`;
    const body = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>${arn}</Arn><UserId>local</UserId><Account>${options.account}</Account></GetCallerIdentityResult><ResponseMetadata><RequestId>${options.ids()}</RequestId></ResponseMetadata></GetCallerIdentityResponse>`;
    return { status: 200, headers: { 'content-type': 'text/xml' }, body };
  }

  async function answer(call: Call): Promise<Answer> {
    const target = call.request.headers['x-amz-target'];
    if (typeof target === 'string') return targeted(call, target);
    const path = call.url.pathname;
    const method = call.request.method ?? 'GET';
    const invoked = invokedFunction(path);
    if (method === 'POST' && invoked !== undefined) {
      if (call.roleArn !== undefined) options.idle.called(call.roleArn, { kind: 'other' });
      const type = call.request.headers['x-amz-invocation-type'];
      return invokeOverWire(
        options,
        call.roleArn,
        invoked,
        typeof type === 'string' ? type : 'RequestResponse',
        call.body,
      );
    }
    if (method === 'POST' && path === '/v2/email/outbound-emails') {
      return json(200, sendEmail(options.outbox, checked(call, 'ses', 'SendEmail', inputOf(call))));
    }
    if (method === 'POST' && new URLSearchParams(call.body.toString('utf8')).get('Action') === 'GetCallerIdentity')
      return callerIdentity(call);
    const aside = await options.aside(method, call.url, call.body);
    if (aside !== undefined) return aside;
    const service = signedService(call.request.headers);
    throw new AwsError(
      'UnknownOperationException',
      `${method} ${path}${service === undefined ? '' : ` of ${service}`} is not supported by the local cloud.`,
      404,
    );
  }

  function refusal(error: unknown): Answer {
    const known = awsErrorOf(error);
    if (known === undefined) options.onTrouble(error);
    const { code, message, status } = known ?? {
      code: 'InternalServerError',
      message: error instanceof Error ? error.message : String(error),
      status: 500,
    };
    return json(status, { __type: code, message, Message: message }, 'application/x-amz-json-1.0', {
      'x-amzn-errortype': code,
    });
  }

  async function serve(request: IncomingMessage): Promise<Answer> {
    try {
      const url = URL.parse(request.url ?? '/', 'http://127.0.0.1');
      if (url === null) throw new AwsError('ValidationException', 'The path is not one.');
      const body = await readBody(request);
      const roleArn = readCaller(request.headers, options.rolesByKeyId);
      const given = await answer({ roleArn, request, url, body });
      return 'x-amzn-requestid' in given.headers
        ? given
        : { ...given, headers: { 'x-amzn-requestid': options.ids(), ...given.headers } };
    } catch (error) {
      return refusal(error);
    }
  }

  return (request, response) => {
    const isInside = readCaller(request.headers, options.rolesByKeyId) !== undefined;
    const given = isInside ? serve(request) : options.door(() => serve(request));
    void given.then((ready) => send(response, ready));
  };
}
