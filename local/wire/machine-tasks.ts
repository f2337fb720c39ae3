/** What state machines may call, in the name of their role: functions, and the table. */
import type { Engine } from '../engine/engine.ts';
import type { Functions } from '../functions/functions.ts';
import { TaskError } from '../machines/errors.ts';
import type { MachineTasks } from '../machines/room.ts';
import type { Turns } from '../seed/turns.ts';
import type { WhyNot } from './guard.ts';
import { fieldsOf, parseJson, textOf } from './json.ts';

export interface MachineTasksOptions {
  readonly functions: Functions;
  /** Calls to the table take turns with what is invoked. */
  readonly turns: Turns;
  readonly engine: Engine;
  readonly whyNot: WhyNot;
  /** The table was, or may have been, written. */
  readonly written: () => void;
}

/** The checks of a definition let nothing else through. */
const ACTIONS: Readonly<Record<string, string>> = { updateItem: 'UpdateItem' };

/** Makes the port that the machines call. Refusals carry the names that Step Functions gives them. */
export function openMachineTasks(options: MachineTasksOptions): MachineTasks {
  return {
    async lambda(functionArn, payload, { roleArn }) {
      const refusal = options.whyNot(roleArn, {
        service: 'lambda',
        operation: 'Invoke',
        params: { FunctionName: functionArn },
      });
      if (refusal !== undefined) throw new TaskError('Lambda.AWSLambdaException', refusal);
      const model = options.functions.find(functionArn);
      if (model === undefined)
        throw new TaskError('Lambda.ResourceNotFoundException', `Function not found: ${functionArn}`);
      const result = await options.functions.invoke(model, JSON.stringify(payload));
      const answer = parseJson(result.payload);
      if (!result.failed) return answer;
      // The cause is the error document itself, as in the histories of AWS.
      throw new TaskError(textOf(fieldsOf(answer), 'errorType') ?? 'Lambda.Unknown', result.payload);
    },
    async sdk(service, action, parameters, { roleArn }) {
      const operation = service === 'dynamodb' ? ACTIONS[action] : undefined;
      if (operation === undefined)
        throw new TaskError('States.Runtime', `The local cloud's machines cannot call ${service}:${action}.`);
      const refusal = options.whyNot(roleArn, { service: 'dynamodb', operation, params: parameters });
      if (refusal !== undefined) throw new TaskError('DynamoDb.AccessDeniedException', refusal);
      const answer = await options.turns(() =>
        options.engine.call(`DynamoDB_20120810.${operation}`, JSON.stringify(parameters)),
      );
      const document = fieldsOf(parseJson(answer.body.toString('utf8')));
      if (answer.status === 200) {
        options.written();
        return document;
      }
      const name = (textOf(document, '__type') ?? 'DynamoDbException').replace(/^.*#/, '');
      const message = textOf(document, 'message') ?? textOf(document, 'Message') ?? name;
      throw new TaskError(`DynamoDb.${name}`, `${message} (Service: DynamoDb, Status Code: ${answer.status})`);
    },
  };
}
