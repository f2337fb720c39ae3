/**
 * Routes are data: from them come the gateway's document, the contract and the dispatch. A route reads through the
 * reader it is handed and answers with writes; the door commits them, with the idempotency record, in one transaction.
 */
import * as z from 'zod';
import type { Moment } from './event.ts';
import type { Liquid } from './ports.ts';
import { type FieldFix, Problem } from './problem.ts';
import type { Role } from './role.ts';
import type { Reader, Write } from './table.ts';

/** The person who calls, as the staff row says at this very request. */
export interface Caller {
  readonly staffId: string;
  /** Store id → roles there. A store that is not here does not exist for this caller. */
  readonly roles: Readonly<Record<string, readonly Role[]>>;
}

/** A request after the gateway proved the token and before anything is parsed. */
export interface RawCall {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly caller: Caller;
  readonly reader: Reader;
  readonly moment: Moment;
  /** The language of templates. */
  readonly liquid: Liquid;
  /** The version in `If-Match`. */
  readonly ifMatch?: number;
}

/** A request after parsing. */
export interface Call<Params, Query, Body> extends Omit<RawCall, 'params' | 'query' | 'body'> {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
}

/** What a route answers; `writes` are committed before the client hears `body`. */
export interface Answer<Output> {
  readonly body: Output;
  readonly writes?: readonly Write[];
  /** The version of what is answered, for `ETag`. */
  readonly version?: number;
  /** The path of what was created, for `Location`; without the stage. */
  readonly location?: string;
}

type Shape = z.ZodObject;

export interface RoutePlan<
  Params extends Shape,
  Query extends Shape,
  Body extends z.ZodType,
  Output extends z.ZodType,
> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** As in OpenAPI, `/stores/{storeId}`; the stage `/v1` is the gateway's. */
  readonly path: string;
  /** The operation's name, a verb and its object: `openRepairOrder`. */
  readonly name: string;
  readonly tag: string;
  /** One sentence for the reference. */
  readonly means: string;
  /** Who may call it at the named store; `any` is every active member of its staff. */
  readonly roles: readonly Role[] | 'any';
  readonly params: Params;
  readonly query?: Query;
  readonly body?: Body;
  readonly output: Output;
  /** 200 unless said. */
  readonly status?: 200 | 201;
  /** Updates take `If-Match` with the version that was read. */
  readonly ifMatch?: 'required';
  readonly example: { readonly body?: z.input<Body>; readonly output: z.input<Output> };
  readonly handle: (call: Call<z.output<Params>, z.output<Query>, z.output<Body>>) => Promise<Answer<z.input<Output>>>;
}

/** A route as the door and the renderers see it. */
export interface Route {
  readonly method: RoutePlan<Shape, Shape, z.ZodType, z.ZodType>['method'];
  readonly path: string;
  readonly name: string;
  readonly tag: string;
  readonly means: string;
  readonly roles: readonly Role[] | 'any';
  readonly params: Shape;
  readonly query?: Shape;
  readonly body?: z.ZodType;
  readonly output: z.ZodType;
  readonly status: 200 | 201;
  readonly ifMatch?: 'required';
  readonly example: { readonly body?: unknown; readonly output: unknown };
  /** Parses, checks and handles. Throws `Problem`. */
  readonly run: (call: RawCall) => Promise<Answer<unknown>>;
}

/** The longest name of a field that is told; longer ones are a client's own invention. */
const longestName = 400;

/** What to send instead, field by field. zod's messages speak of types, not of the value, so nothing personal leaks. */
const fixes = (error: z.ZodError, prefix: string): readonly FieldFix[] =>
  error.issues.map((issue) => ({
    field: [prefix, ...issue.path.map(String)]
      .filter((step) => step !== '')
      .join('.')
      .slice(0, longestName),
    fix: issue.message,
  }));

/** Reads what a client sent. Throws 422 naming each field, under `where`, and its fix. */
export function parseInput<T extends z.ZodType>(schema: T, value: unknown, where: string): z.output<T> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const fields = fixes(result.error, where);
  const first = fields[0];
  throw new Problem(
    'invalid-input',
    first === undefined ? 'The input does not fit.' : `${first.field === '' ? 'The body' : first.field}: ${first.fix}`,
    fields,
  );
}

const nothing = z.object({});

/** Defines a route. */
export function defineRoute<
  Params extends Shape,
  Output extends z.ZodType,
  Query extends Shape = typeof nothing,
  Body extends z.ZodType = z.ZodUndefined,
>(plan: RoutePlan<Params, Query, Body, Output>): Route {
  const { handle, query, body, ifMatch, ...rest } = plan;
  const run = async (raw: RawCall): Promise<Answer<unknown>> => {
    if (ifMatch === 'required' && raw.ifMatch === undefined) {
      throw new Problem('precondition-required', 'Send If-Match with the ETag of the version you read.');
    }
    return handle({
      ...raw,
      params: parseInput(plan.params, raw.params, 'path'),
      query: parseInput(query ?? z.custom<z.output<Query>>(), query === undefined ? {} : raw.query, 'query'),
      body: parseInput(body ?? z.custom<z.output<Body>>(), body === undefined ? undefined : raw.body, ''),
    });
  };
  return {
    ...rest,
    status: plan.status ?? 200,
    ...(query === undefined ? {} : { query }),
    ...(body === undefined ? {} : { body }),
    ...(ifMatch === undefined ? {} : { ifMatch }),
    run,
  };
}

/** Says that a thing is not there, in the same words whether it never was or lies in another store. */
export const notFound = (what: string): Problem => new Problem('not-found', `There is no such ${what} at this store.`);

/** Checks the version that a client read. Throws 412 when it moved on. */
export function checkVersion(ifMatch: number | undefined, version: number): void {
  if (ifMatch !== undefined && ifMatch !== version) {
    throw new Problem('precondition-failed', 'It changed since you read it: read it again, then send the new ETag.');
  }
}
