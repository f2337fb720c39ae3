/** Amazon SQS's JSON protocol over the queues of this cloud. */
import type { QueueModel } from '../template/model.ts';
import { AwsError } from '../wire/aws-error.ts';
import { type Fields, fieldsOf, listOf, numberOf, textOf } from '../wire/json.ts';
import type { MessageAttribute, Queues } from './queues.ts';

function attributesOf(input: Fields): Record<string, MessageAttribute> {
  const attributes: Record<string, MessageAttribute> = {};
  for (const [name, value] of Object.entries(fieldsOf(input.MessageAttributes))) {
    const text = textOf(fieldsOf(value), 'StringValue');
    if (text === undefined)
      throw new AwsError('InvalidParameterValue', `The message attribute '${name}' must have a StringValue here.`);
    attributes[name] = { DataType: textOf(fieldsOf(value), 'DataType') ?? 'String', StringValue: text };
  }
  return attributes;
}

function bodyOf(input: Fields): string {
  const body = textOf(input, 'MessageBody');
  if (body === undefined || body === '')
    throw new AwsError('MissingParameter', 'The request must contain the parameter MessageBody.');
  if (Buffer.byteLength(body) > 1_048_576)
    throw new AwsError(
      'InvalidParameterValue',
      'One or more parameters are invalid. Reason: Message must be shorter than 1048576 bytes.',
    );
  return body;
}

function receive(queues: Queues, queue: QueueModel, input: Fields): unknown {
  const most = numberOf(input, 'MaxNumberOfMessages') ?? 1;
  if (most < 1 || most > 10)
    throw new AwsError(
      'InvalidParameterValue',
      `Value ${most} for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided.`,
    );
  const wanted = new Set([...listOf(input.AttributeNames), ...listOf(input.MessageSystemAttributeNames)]);
  const named = new Set(listOf(input.MessageAttributeNames));
  const messages = queues.receive(queue, most, numberOf(input, 'VisibilityTimeout')).map((message) => ({
    ...message,
    Attributes: Object.fromEntries(
      Object.entries(message.Attributes).filter(([name]) => wanted.has('All') || wanted.has(name)),
    ),
    MessageAttributes: Object.fromEntries(
      Object.entries(message.MessageAttributes).filter(
        ([name]) => named.has('All') || named.has('.*') || named.has(name),
      ),
    ),
  }));
  return messages.length === 0 ? {} : { Messages: messages };
}

function attributesAnswer(queues: Queues, queue: QueueModel): unknown {
  const { visible, hidden } = queues.counts(queue);
  return {
    Attributes: {
      QueueArn: queue.arn,
      ApproximateNumberOfMessages: String(visible),
      ApproximateNumberOfMessagesNotVisible: String(hidden),
      ApproximateNumberOfMessagesDelayed: '0',
      VisibilityTimeout: String(queue.visibilityTimeoutSeconds),
      MessageRetentionPeriod: String(queue.retentionSeconds),
    },
  };
}

const OPERATIONS: ReadonlySet<string> = new Set([
  'GetQueueUrl',
  'SendMessage',
  'ReceiveMessage',
  'DeleteMessage',
  'PurgeQueue',
  'GetQueueAttributes',
]);

/** Answers one SQS operation on the queue that `QueueUrl` or `QueueName` names. */
export function handleQueues(queues: Queues, operation: string, queue: QueueModel | undefined, input: Fields): unknown {
  if (!OPERATIONS.has(operation))
    throw new AwsError('UnsupportedOperation', `The local cloud does not support sqs:${operation}.`);
  if (queue === undefined)
    throw new AwsError('AWS.SimpleQueueService.NonExistentQueue', 'The specified queue does not exist.');
  switch (operation) {
    case 'GetQueueUrl':
      return { QueueUrl: queues.urlOf(queue) };
    case 'SendMessage': {
      const sent = queues.send(queue, bodyOf(input), attributesOf(input), numberOf(input, 'DelaySeconds') ?? 0);
      return { MessageId: sent.id, MD5OfMessageBody: sent.md5 };
    }
    case 'ReceiveMessage':
      return receive(queues, queue, input);
    case 'DeleteMessage':
      queues.remove(queue, textOf(input, 'ReceiptHandle') ?? '');
      return {};
    case 'PurgeQueue':
      queues.purge(queue);
      return {};
    default:
      return attributesAnswer(queues, queue);
  }
}
