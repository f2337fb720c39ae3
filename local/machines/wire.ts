/** Step Functions on the wire: AWS JSON 1.0, `X-Amz-Target: AWSStepFunctions.<operation>`. Dates travel as epoch seconds. */
import * as z from 'zod';
import { AwsError } from './errors.ts';
import { isObject } from './json.ts';
import type { Machines } from './machines.ts';
import { STATUSES } from './run.ts';

const executionArn = z.object({ executionArn: z.string() });
const stateMachineArn = z.object({ stateMachineArn: z.string() });
const token = { taskToken: z.string() };

type Operation = (machines: Machines, body: unknown) => unknown;

/** An operation reads its own fields and leaves others alone, as AWS does. */
const operation =
  <T extends z.ZodType>(shape: T, answer: (machines: Machines, body: z.output<T>) => unknown): Operation =>
  (machines, body) =>
    answer(machines, read(shape, body));

const OPERATIONS: Readonly<Record<string, Operation>> = {
  StartExecution: operation(
    z.object({ stateMachineArn: z.string(), name: z.string().exactOptional(), input: z.string().exactOptional() }),
    (machines, body) => machines.startExecution(body),
  ),
  StopExecution: operation(
    executionArn.extend({ error: z.string().optional(), cause: z.string().optional() }),
    (machines, body) => machines.stopExecution(body.executionArn, body.error, body.cause),
  ),
  RedriveExecution: operation(executionArn, (machines, body) => machines.redriveExecution(body.executionArn)),
  DescribeExecution: operation(executionArn, (machines, body) => machines.describeExecution(body.executionArn)),
  ListExecutions: operation(
    stateMachineArn.extend({
      statusFilter: z.enum(STATUSES).exactOptional(),
      maxResults: z.int().exactOptional(),
      nextToken: z.string().exactOptional(),
    }),
    (machines, body) => machines.listExecutions(body),
  ),
  GetExecutionHistory: operation(
    executionArn.extend({
      reverseOrder: z.boolean().exactOptional(),
      includeExecutionData: z.boolean().exactOptional(),
      maxResults: z.int().exactOptional(),
      nextToken: z.string().exactOptional(),
    }),
    (machines, body) => machines.getExecutionHistory(body),
  ),
  DescribeStateMachine: operation(stateMachineArn, (machines, body) =>
    machines.describeStateMachine(body.stateMachineArn),
  ),
  DescribeStateMachineForExecution: operation(executionArn, (machines, body) =>
    machines.describeStateMachineForExecution(body.executionArn),
  ),
  ListStateMachines: operation(
    z.object({ maxResults: z.int().exactOptional(), nextToken: z.string().exactOptional() }),
    (machines, body) => machines.listStateMachines(body),
  ),
  SendTaskSuccess: operation(z.object({ ...token, output: z.string() }), (machines, body) => {
    machines.sendTaskSuccess(body.taskToken, body.output);
    return {};
  }),
  SendTaskFailure: operation(
    z.object({ ...token, error: z.string().optional(), cause: z.string().optional() }),
    (machines, body) => {
      machines.sendTaskFailure(body.taskToken, body.error, body.cause);
      return {};
    },
  ),
  SendTaskHeartbeat: operation(z.object(token), (machines, body) => {
    machines.sendTaskHeartbeat(body.taskToken);
    return {};
  }),
};

/** Answers one request; throws AwsError, UnknownOperationException among them. */
export function handleStates(machines: Machines, target: string, body: unknown): unknown {
  const name = target.replace(/^AWSStepFunctions\./, '');
  const answer = Object.hasOwn(OPERATIONS, name) ? OPERATIONS[name] : undefined;
  if (answer === undefined) {
    throw new AwsError(
      'UnknownOperationException',
      `The operation ${name} of Step Functions is not supported by the local cloud`,
    );
  }
  return inSeconds(answer(machines, body));
}

function read<T extends z.ZodType>(shape: T, body: unknown): z.output<T> {
  const parsed = shape.safeParse(body);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(
    (issue) => `Value at '${issue.path.join('.')}' failed to satisfy constraint: ${issue.message}`,
  );
  throw new AwsError('ValidationException', problems.join('; '));
}

const DATES: readonly string[] = ['startDate', 'stopDate', 'redriveDate', 'creationDate', 'updateDate', 'timestamp'];
const LISTS: readonly string[] = ['executions', 'events', 'stateMachines'];

/** Only the answer's own fields and those of its lists are dates; inputs and outputs are text and stay as they are. */
function inSeconds(answer: unknown): unknown {
  if (!isObject(answer)) return answer;
  return Object.fromEntries(
    Object.entries(answer).map(([field, value]) => {
      if (DATES.includes(field) && typeof value === 'number') return [field, value / 1000];
      return [field, LISTS.includes(field) && Array.isArray(value) ? value.map(inSeconds) : value];
    }),
  );
}
