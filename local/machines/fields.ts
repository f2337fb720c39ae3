/**
 * The fields of states as zod reads them: what they may hold, and what they become. A field that no shape names
 * is refused, so nothing in a definition is ever silently skipped.
 */
import * as z from 'zod';
import { compileRule, type Test } from './choice.ts';
import { type Path, parsePath } from './paths.ts';
import type { Catcher, Retrier } from './retry.ts';
import { compileTemplate, show, type Template } from './template.ts';
import { parseTimestamp } from './timestamps.ts';

type Context = z.core.$RefinementCtx;

const refuse = (ctx: Context, message: string, path: PropertyKey[] = []): void =>
  ctx.addIssue({ code: 'custom', message, path });

/** `.a[0].b` as the pieces of a zod path, so that every complaint is shown the same way. */
const pieces = (place: string): PropertyKey[] => place.split('.').filter((piece) => piece !== '');

const anyPath = z.string().transform((text, ctx): Path => {
  const path = parsePath(text);
  if (path !== undefined) return path;
  refuse(ctx, `must be a reference path (like $.a.b[0]); ${show(text)} is none`);
  return z.NEVER;
});

/** Only the state's own input can be written. */
const inputPath = anyPath.refine(
  (path) => path.root === 'input',
  'must begin with "$."; the context object is read only',
);

const template = z
  .unknown()
  .transform((raw, ctx): Template => compileTemplate(raw, (place, problem) => refuse(ctx, problem, pieces(place))));

const seconds = z.int().min(0).max(99_999_999);
const timeoutSeconds = z.int().min(1).max(99_999_999);

const errorEquals = z
  .array(z.string().min(1))
  .min(1)
  .refine((names) => names.length === 1 || !names.includes('States.ALL'), '"States.ALL" must stand alone');

const RESERVED =
  /^States\.(ALL|Timeout|HeartbeatTimeout|TaskFailed|Permissions|ResultPathMatchFailure|ParameterPathFailure|NoChoiceMatched|DataLimitExceeded|Runtime|IntrinsicFailure|BranchFailed)$/;
const knownErrors = errorEquals.refine(
  (names) => names.every((name) => !name.startsWith('States.') || RESERVED.test(name)),
  'names an error beginning with "States." that the language does not have',
);

const retrier = z
  .strictObject({
    Comment: z.string().optional(),
    ErrorEquals: knownErrors,
    IntervalSeconds: timeoutSeconds.default(1),
    MaxAttempts: seconds.default(3),
    BackoffRate: z.number().min(1).default(2),
    MaxDelaySeconds: z.int().min(1).max(31_622_400).optional(),
    JitterStrategy: z.literal('NONE', '"FULL" is chance, and the local cloud has none').optional(),
  })
  .refine((raw) => raw.MaxDelaySeconds === undefined || raw.MaxDelaySeconds > raw.IntervalSeconds, {
    message: 'must be greater than IntervalSeconds',
    path: ['MaxDelaySeconds'],
  })
  .transform(
    (raw): Retrier => ({
      errors: raw.ErrorEquals,
      intervalSeconds: raw.IntervalSeconds,
      maxAttempts: raw.MaxAttempts,
      backoffRate: raw.BackoffRate,
      maxDelaySeconds: raw.MaxDelaySeconds,
    }),
  );

const catcher = z
  .strictObject({
    Comment: z.string().optional(),
    ErrorEquals: knownErrors,
    Next: z.string(),
    ResultPath: inputPath.nullable().default({ text: '$', root: 'input', steps: [] }),
  })
  .transform((raw): Catcher => ({ errors: raw.ErrorEquals, next: raw.Next, resultPath: raw.ResultPath ?? undefined }));

/** "States.ALL" must be in the last of them, for it takes what later ones wait for. */
const allLast = (list: readonly { readonly errors: readonly string[] }[]): boolean =>
  list.slice(0, -1).every((item) => !item.errors.includes('States.ALL'));
const ALL_LAST = 'has "States.ALL" before its last entry';

export const about = {
  Comment: z.string().optional(),
  QueryLanguage: z.literal('JSONPath', 'only JSONPath is supported by the local cloud').optional(),
};
const inOut = { InputPath: anyPath.nullable().optional(), OutputPath: anyPath.nullable().optional() };
const goesOn = { Next: z.string().optional(), End: z.literal(true, 'must be true').optional() };
const result = { ResultPath: inputPath.nullable().optional() };

const choices = z
  .array(
    z.looseObject({ Next: z.string('must name a state') }).transform((raw, ctx): { test: Test; next: string } => ({
      test: compileRule(raw, (place, problem) => refuse(ctx, problem, pieces(place)), '', ['Next', 'Comment']),
      next: raw.Next,
    })),
  )
  .min(1);

const taskState = z.strictObject({
  Type: z.literal('Task'),
  ...about,
  ...inOut,
  ...goesOn,
  ...result,
  Resource: z.string(),
  Parameters: template.optional(),
  ResultSelector: template.optional(),
  Retry: z.array(retrier).refine(allLast, ALL_LAST).default([]),
  Catch: z.array(catcher).refine(allLast, ALL_LAST).default([]),
  TimeoutSeconds: timeoutSeconds.optional(),
  TimeoutSecondsPath: anyPath.optional(),
  HeartbeatSeconds: timeoutSeconds.optional(),
  HeartbeatSecondsPath: anyPath.optional(),
});
const choiceState = z.strictObject({
  Type: z.literal('Choice'),
  ...about,
  ...inOut,
  Choices: choices,
  Default: z.string().optional(),
});
const waitState = z.strictObject({
  Type: z.literal('Wait'),
  ...about,
  ...inOut,
  ...goesOn,
  Seconds: seconds.optional(),
  SecondsPath: anyPath.optional(),
  Timestamp: z
    .string()
    .refine((text) => parseTimestamp(text) !== undefined, 'must be a timestamp like 2026-03-10T14:30:00Z')
    .optional(),
  TimestampPath: anyPath.optional(),
});
const passState = z.strictObject({
  Type: z.literal('Pass'),
  ...about,
  ...inOut,
  ...goesOn,
  ...result,
  Parameters: template.optional(),
  Result: z.json().optional(),
});
const succeedState = z.strictObject({ Type: z.literal('Succeed'), ...about, ...inOut });
const failState = z.strictObject({
  Type: z.literal('Fail'),
  ...about,
  Error: z.string().optional(),
  ErrorPath: anyPath.optional(),
  Cause: z.string().optional(),
  CausePath: anyPath.optional(),
});

export type TaskState = z.output<typeof taskState>;
export type ChoiceState = z.output<typeof choiceState>;
export type WaitState = z.output<typeof waitState>;
export type PassState = z.output<typeof passState>;
export type FailState = z.output<typeof failState>;

/** One state, read. Parallel and Map are not among them. */
export const state = z.discriminatedUnion('Type', [
  taskState,
  choiceState,
  waitState,
  passState,
  succeedState,
  failState,
]);
export type State = z.output<typeof state>;
export const STATE_TYPES: readonly string[] = ['Task', 'Choice', 'Wait', 'Pass', 'Succeed', 'Fail'];

/** The machine around the states. */
export const machine = z.strictObject({
  ...about,
  Version: z.literal('1.0').optional(),
  StartAt: z.string(),
  TimeoutSeconds: timeoutSeconds.optional(),
  States: z.record(z.string(), z.unknown()),
});
