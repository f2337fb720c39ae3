/** Running follow-ups: the declaration, and the four doors. */
export { type Acted, type ActPorts, act } from './act.ts';
export { runsConcerned, runsRelyingOn, stateOfRun } from './concerned.ts';
export {
  type ActingFollowUp,
  acting,
  defineFollowUp,
  type Fact,
  type FollowUp,
  inOrder,
  type Loaded,
  type MessageDraft,
  type Performance,
  type PromiseChange,
  type Step,
} from './declaration.ts';
export {
  type Climb,
  type Climbing,
  climbed,
  climbL,
  type Desk,
  endedByPerson,
  escalation,
  firstLate,
  handOver,
  isActive,
  type Late,
  lateWords,
  personOr,
  queue,
} from './desk.ts';
export { type Heard, type HearPorts, hear } from './hear.ts';
export { type Claim, factsOf, ofKind, readPlace } from './place.ts';
export { longestWait, type Move, rest, type Waiting } from './rest.ts';
export { type Reviewed, type ReviewPorts, review } from './review.ts';
export { executionName, type Run, readRun } from './row.ts';
export { type SweepPorts, type Swept, sweep } from './sweep.ts';
