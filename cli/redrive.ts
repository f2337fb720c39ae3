import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { DeleteMessageCommand, GetQueueUrlCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';

/** A message that could not be delivered. */
export interface Undelivered {
  readonly handle: string;
  readonly body: string;
}

/** The queue and the function, as redriving sees them. */
export interface RedrivePorts {
  /** At most ten messages that nobody else is looking at; none when the queue is empty. */
  receive(): Promise<readonly Undelivered[]>;
  /** Runs the function; throws when it fails. */
  invoke(functionName: string, payload: string): Promise<void>;
  remove(handle: string): Promise<void>;
}

/** What became of the messages. */
export interface Redriven {
  readonly delivered: number;
  /** They stay in the queue. */
  readonly failed: readonly string[];
}

/** Where the messages of a queue belong. */
export interface Destination {
  /** The function's name; absent when the sweeper has done their work already and they only need to go. */
  readonly functionName?: string;
  /** The follow-up that the messages are news for. */
  readonly followUp?: string;
  /** They were on their way from a topic. */
  readonly topic?: true;
}

/**
 * Where the messages of a queue belong, which its name says. `departments` maps a follow-up to its department. Throws
 * when the queue is none of the house's.
 */
export function destinationOf(
  queue: string,
  stage: string,
  departments: Readonly<Record<string, string>>,
): Destination {
  const house = `lanekeep-${stage}-`;
  const of = queue.startsWith(house) ? /^(.+)-undelivered$/.exec(queue.slice(house.length))?.[1] : undefined;
  if (of === undefined)
    throw new Error(`${queue} is not a queue of undelivered messages: those are named ${house}…-undelivered.`);
  // Stream records are only named here, not kept; the sweeper publishes again what was lost.
  if (of === 'publish-stream') return {};
  if (of === 'intake-topics') return { functionName: `${house}intake`, topic: true };
  if (of === 'sweep-runs') return { functionName: `${house}sweep` };
  const followUp = /^(.+)-news$/.exec(of)?.[1];
  if (followUp === undefined) return { functionName: house + of };
  const department = departments[followUp];
  if (department === undefined) throw new Error(`${queue} is for ${followUp}, and there is no such follow-up.`);
  return { functionName: `${house}${department}-hear`, followUp };
}

/** The bus and a topic keep what they had before they shaped it; the function wants it as they would have handed it over. */
function payloadOf(body: string, { followUp, topic }: Destination): string {
  if (topic === true) return JSON.stringify({ Records: [{ EventSource: 'aws:sns', Sns: JSON.parse(body) }] });
  if (followUp === undefined) return body;
  const message: unknown = JSON.parse(body);
  if (typeof message !== 'object' || message === null || !('detail' in message)) return body;
  return JSON.stringify({ followUp, event: message.detail });
}

/** Delivers every message of the queue once more. What fails again stays there and is reported. */
export async function redrive(destination: Destination, ports: RedrivePorts): Promise<Redriven> {
  let delivered = 0;
  const failed: string[] = [];
  const { functionName } = destination;
  for (let batch = await ports.receive(); batch.length > 0; batch = await ports.receive()) {
    for (const { handle, body } of batch) {
      try {
        if (functionName !== undefined) await ports.invoke(functionName, payloadOf(body, destination));
        await ports.remove(handle);
        delivered += 1;
      } catch (error) {
        failed.push(error instanceof Error ? error.message : String(error));
      }
    }
  }
  return { delivered, failed };
}

/** The queue and the functions of the account. */
export async function redrivePorts(queue: string): Promise<RedrivePorts> {
  const sqs = new SQSClient({});
  const lambda = new LambdaClient({});
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: queue }));
  return {
    async receive() {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }),
      );
      return Messages.map(({ ReceiptHandle = '', Body = '' }) => ({ handle: ReceiptHandle, body: Body }));
    },
    async invoke(functionName, payload) {
      const answer = await lambda.send(
        new InvokeCommand({ FunctionName: functionName, Payload: Buffer.from(payload) }),
      );
      if (answer.FunctionError !== undefined)
        throw new Error(`${functionName}: ${answer.FunctionError}; its log says why.`);
    },
    async remove(handle) {
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: handle }));
    },
  };
}
