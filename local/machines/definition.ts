/**
 * Reads a definition (states-language.net, "Structure of a State Machine") into states whose paths, templates and
 * rules are ready to run, or says in one sentence each what the local cloud does not do.
 */
import type * as z from 'zod';
import { machine, STATE_TYPES, type State, state as stateShape } from './fields.ts';
import { isDeeperThan, isObject } from './json.ts';
import { parameterProblems, parseResource, type Resource } from './resource.ts';

export interface Definition {
  readonly startAt: string;
  readonly timeoutSeconds: number | undefined;
  readonly states: ReadonlyMap<string, State>;
  /** The resource of each Task by the state's name. */
  readonly resources: ReadonlyMap<string, Resource>;
}

/** A definition that the local cloud cannot run; the message names every state and field. */
export class DefinitionError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'DefinitionError';
    this.problems = problems;
  }
}

/** No machine is nested so deep; a template in one could be, and reading it would end in the stack instead of a sentence. */
const DEEPEST = 100;

/** The most characters in a state's name ("States"). */
const LONGEST_NAME = 80;

/** Reads the definition; throws DefinitionError with everything that is wrong with it. */
export function checkDefinition(definition: unknown): Definition {
  if (isDeeperThan(definition, DEEPEST))
    throw new DefinitionError([`The machine is nested deeper than ${DEEPEST} levels.`]);
  const outline = machine.safeParse(definition);
  if (!outline.success)
    throw new DefinitionError(outline.error.issues.flatMap((issue) => sentences('The machine', issue)));
  const { StartAt, States, TimeoutSeconds } = outline.data;
  const problems: string[] = [];
  const states = new Map<string, State>();
  const resources = new Map<string, Resource>();
  for (const [name, raw] of Object.entries(States)) {
    const state = readState(name, raw, problems);
    if (state === undefined) continue;
    states.set(name, state);
    const resource = state.Type === 'Task' ? readResource(name, state.Resource, raw, problems) : undefined;
    if (resource !== undefined) resources.set(name, resource);
  }
  if (problems.length === 0) problems.push(...routeProblems(StartAt, states));
  if (problems.length > 0) throw new DefinitionError(problems);
  return { startAt: StartAt, timeoutSeconds: TimeoutSeconds, states, resources };
}

const called = (name: string): string => `State "${name}"`;

function readState(name: string, raw: unknown, problems: string[]): State | undefined {
  if (name.length > LONGEST_NAME) problems.push(`${called(name)}: the name has more than ${LONGEST_NAME} characters.`);
  const type = isObject(raw) ? raw.Type : undefined;
  if (typeof type !== 'string' || !STATE_TYPES.includes(type)) {
    const known = STATE_TYPES.join(', ');
    problems.push(
      `${called(name)}, field "Type": ${JSON.stringify(type)} is not supported by the local cloud, only ${known}.`,
    );
    return undefined;
  }
  const read = stateShape.safeParse(raw);
  if (!read.success) {
    problems.push(...read.error.issues.flatMap((issue) => sentences(called(name), issue)));
    return undefined;
  }
  problems.push(...fieldProblems(read.data).map((problem) => `${called(name)}, ${problem}.`));
  return read.data;
}

function readResource(name: string, text: string, raw: unknown, problems: string[]): Resource | undefined {
  const resource = parseResource(text);
  if (resource === undefined) {
    const known =
      '"arn:aws:states:::lambda:invoke" and "arn:aws:states:::aws-sdk:dynamodb:updateItem", with or without ".waitForTaskToken"';
    problems.push(
      `${called(name)}, field "Resource": ${JSON.stringify(text)} is not supported by the local cloud, only ${known}.`,
    );
    return undefined;
  }
  const parameters = isObject(raw) ? raw.Parameters : undefined;
  problems.push(...parameterProblems(resource, parameters).map((problem) => `${called(name)}, ${problem}.`));
  if (!resource.awaitsToken && isObject(raw) && ('HeartbeatSeconds' in raw || 'HeartbeatSecondsPath' in raw)) {
    problems.push(
      `${called(name)}, field "HeartbeatSeconds": only a task with ".waitForTaskToken" can send a heartbeat.`,
    );
  }
  return resource;
}

/** Zod's complaint as sentences that name the state and the field. */
function sentences(who: string, issue: z.core.$ZodIssue): string[] {
  const path = issue.path.reduce<string>((text, piece) => {
    const part = String(piece);
    return typeof piece === 'number' || part.startsWith('[')
      ? `${text}${typeof piece === 'number' ? `[${piece}]` : part}`
      : `${text}${text && '.'}${part}`;
  }, '');
  if (issue.code === 'unrecognized_keys') {
    const inside = path === '' ? '' : `${path}.`;
    return issue.keys.map((key) => `${who}, field "${inside}${key}": is not supported by the local cloud.`);
  }
  return [`${who}, field "${path}": ${issue.message}.`];
}

/** Rules between two fields of one state. */
function fieldProblems(state: State): string[] {
  switch (state.Type) {
    case 'Task':
      return [
        ...endProblems(state),
        ...atMostOne(state, ['TimeoutSeconds', 'TimeoutSecondsPath']),
        ...atMostOne(state, ['HeartbeatSeconds', 'HeartbeatSecondsPath']),
        ...((state.HeartbeatSeconds ?? 0) >= (state.TimeoutSeconds ?? Number.POSITIVE_INFINITY)
          ? ['field "HeartbeatSeconds": must be smaller than TimeoutSeconds']
          : []),
      ];
    case 'Wait': {
      const ways = ['Seconds', 'SecondsPath', 'Timestamp', 'TimestampPath'];
      const none = present(state, ways).length === 0 ? [`field "Seconds": one of ${ways.join(', ')} is needed`] : [];
      return [...endProblems(state), ...none, ...atMostOne(state, ways)];
    }
    case 'Pass':
      return endProblems(state);
    case 'Fail':
      return [...atMostOne(state, ['Error', 'ErrorPath']), ...atMostOne(state, ['Cause', 'CausePath'])];
    case 'Choice':
    case 'Succeed':
      return [];
  }
}

const present = (state: State, fields: readonly string[]): string[] =>
  Object.entries(state).flatMap(([field, value]) => (value !== undefined && fields.includes(field) ? [field] : []));

function atMostOne(state: State, fields: readonly string[]): string[] {
  const [first, second] = present(state, fields);
  return first === undefined || second === undefined ? [] : [`field "${second}": does not go together with "${first}"`];
}

function endProblems(state: State): string[] {
  if (present(state, ['Next', 'End']).length === 0) return ['field "Next": either "Next" or "End" is needed'];
  return atMostOne(state, ['Next', 'End']);
}

/** Every named state exists, every state can be reached, and some state ends the machine. */
function routeProblems(startAt: string, states: ReadonlyMap<string, State>): string[] {
  const problems: string[] = [];
  if (!states.has(startAt)) problems.push(`The machine, field "StartAt": there is no state "${startAt}".`);
  const reached = new Set([startAt]);
  for (const name of reached) {
    const state = states.get(name);
    for (const [field, next] of state === undefined ? [] : waysOn(state)) {
      if (states.has(next)) reached.add(next);
      else problems.push(`${called(name)}, field "${field}": there is no state "${next}".`);
    }
  }
  for (const name of states.keys())
    if (!reached.has(name)) problems.push(`${called(name)}: no other state leads to it.`);
  return problems;
}

function waysOn(state: State): (readonly [field: string, next: string])[] {
  switch (state.Type) {
    case 'Task':
      return [...onward(state.Next), ...state.Catch.map((one, index) => [`Catch[${index}].Next`, one.next] as const)];
    case 'Wait':
    case 'Pass':
      return onward(state.Next);
    case 'Choice': {
      const ways = state.Choices.map((one, index) => [`Choices[${index}].Next`, one.next] as const);
      return state.Default === undefined ? ways : [...ways, ['Default', state.Default]];
    }
    case 'Succeed':
    case 'Fail':
      return [];
  }
}

const onward = (next: string | undefined): (readonly [string, string])[] =>
  next === undefined ? [] : [['Next', next]];
