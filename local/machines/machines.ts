/** The state machines of the local cloud: what AWS Step Functions offers, as far as our stacks and our operators use it. */

import type { MachineModel } from '../template/model.ts';
import {
  type DescribedExecution,
  describeExecution,
  describeStateMachine,
  describeStateMachineForExecution,
  getExecutionHistory,
  type HistoryInput,
  type ListInput,
  listExecutions,
  listStateMachines,
} from './descriptions.ts';
import type { Figures } from './executions.ts';
import { type Explanation, explain } from './explain.ts';
import { redriveExecution, type StartInput, startExecution, stopExecution } from './lifecycle.ts';
import { type MachinesOptions, openRoom } from './room.ts';
import { sendTaskFailure, sendTaskHeartbeat, sendTaskSuccess } from './tokens.ts';

export type Machines = ReturnType<typeof openMachines>;

/**
 * Opens the room on its store and joins the clock. Executions go on where they were; a task that was being called
 * when the process ended is called again, with the same parameters and the same task token.
 * All methods throw `AwsError`; all instants are milliseconds.
 */
export function openMachines(options: MachinesOptions) {
  const room = openRoom(options);
  const { clock, revisions } = room;
  return {
    /** Puts a machine there, or gives it a new definition, which executions started from now on follow. Throws DefinitionError. */
    define: (model: MachineModel): void => void revisions.define(model, clock.now()),
    startExecution: (start: StartInput) => startExecution(room, start),
    stopExecution: (executionArn: string, error?: string, cause?: string) =>
      stopExecution(room, executionArn, error, cause),
    redriveExecution: (executionArn: string) => redriveExecution(room, executionArn),
    /** `output` is JSON text. */
    sendTaskSuccess: (taskToken: string, output: string): void => sendTaskSuccess(room, taskToken, output),
    sendTaskFailure: (taskToken: string, error?: string, cause?: string): void =>
      sendTaskFailure(room, taskToken, error, cause),
    sendTaskHeartbeat: (taskToken: string): void => sendTaskHeartbeat(room, taskToken),
    describeExecution: (executionArn: string): DescribedExecution => describeExecution(room, executionArn),
    listExecutions: (list: ListInput) => listExecutions(room, list),
    describeStateMachine: (stateMachineArn: string) => describeStateMachine(room, stateMachineArn),
    describeStateMachineForExecution: (executionArn: string) => describeStateMachineForExecution(room, executionArn),
    listStateMachines: (page?: { maxResults?: number; nextToken?: string }) => listStateMachines(room, page),
    getExecutionHistory: (ask: HistoryInput) => getExecutionHistory(room, ask),
    /** One execution in plain words, by its name or its ARN; undefined when there is none. */
    explain: (nameOrArn: string): Explanation | undefined => explain(room, nameOrArn),
    /** Executions, state transitions and history events per machine and status. */
    figures: (): Figures[] => room.executions.figures(),
    /** Stops: nothing is played or stored any more, and answers still under way are dropped. */
    close: (): void => room.close(),
  };
}
