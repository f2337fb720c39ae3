import * as z from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import type { Route } from '../../core/kernel/route.ts';

const problem = z
  .object({
    type: z.string().describe('Which problem it is, such as urn:lanekeep:problem:not-found.'),
    title: z.string(),
    status: z.int(),
    detail: z.string().describe('One sentence that says what to do.'),
    instance: z.string().optional().describe('The id of the request, by which support finds it.'),
    fields: z.array(z.object({ field: z.string(), fix: z.string() })).optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem details.' });

const refused = (id: string, description: string) => ({
  id,
  description,
  content: { 'application/problem+json': { schema: problem } },
});

/** Every refusal once; routes point to them. */
const refusals = {
  unauthenticated: refused('Unauthenticated', 'The token is missing, wrong or expired.'),
  forbidden: refused('Forbidden', 'Your role does not allow this.'),
  notFound: refused('NotFound', 'It is not there, or not in a store of yours.'),
  conflict: refused('Conflict', 'It conflicts with what is there.'),
  changed: refused('Changed', 'It changed since you read it.'),
  wrongInput: refused('WrongInput', 'Some input needs fixing; `fields` says how.'),
  versionMissing: refused('VersionMissing', 'If-Match is missing.'),
  tooMany: refused('TooMany', 'Too many requests.'),
  broken: refused('Broken', 'Something broke on our side.'),
};

const version = z
  .string()
  .regex(/^"\d+"$/)
  .describe('The version that was read, as its `ETag` said it: "3".');

const key = z
  .string()
  .max(100)
  .optional()
  .describe('Makes a repeated request harmless: the same key gets the first answer again.');

function headers(route: Route): z.ZodObject | undefined {
  const shape = {
    ...(route.method === 'POST' ? { 'Idempotency-Key': key } : {}),
    ...(route.ifMatch === 'required' ? { 'If-Match': version } : {}),
  };
  return Object.keys(shape).length === 0 ? undefined : z.object(shape);
}

function refusalsOf(route: Route) {
  return {
    '401': refusals.unauthenticated,
    '403': refusals.forbidden,
    '404': refusals.notFound,
    ...(route.method === 'GET' ? {} : { '409': refusals.conflict }),
    ...(route.ifMatch === 'required' ? { '412': refusals.changed } : {}),
    '422': refusals.wrongInput,
    ...(route.ifMatch === 'required' ? { '428': refusals.versionMissing } : {}),
    '429': refusals.tooMany,
    default: refusals.broken,
  };
}

const whoMay = (roles: Route['roles']): string =>
  roles === 'any' ? 'Every active member of staff may call it.' : `May be called by: ${roles.join(', ')}.`;

function operation(route: Route): ZodOpenApiOperationObject {
  const header = headers(route);
  return {
    operationId: route.name,
    tags: [route.tag],
    summary: route.means,
    description: whoMay(route.roles),
    security: [{ staff: ['openid'] }],
    requestParams: {
      ...(Object.keys(route.params.shape).length === 0 ? {} : { path: route.params }),
      ...(route.query === undefined ? {} : { query: route.query }),
      ...(header === undefined ? {} : { header }),
    },
    ...(route.body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: route.body, example: route.example.body } },
          },
        }),
    responses: {
      [String(route.status)]: {
        description: route.status === 201 ? 'Made.' : 'Done.',
        content: { 'application/json': { schema: route.output, example: route.example.output } },
      },
      ...refusalsOf(route),
    },
  };
}

/**
 * The contract of the HTTP API: OpenAPI 3.1 with every schema, rendered from the routes. `nouns` are the schemas that
 * stand once, under their names; everything else stands where it is used.
 */
export function contractDocument(routes: readonly Route[], nouns: Readonly<Record<string, z.ZodType>> = {}) {
  const paths: ZodOpenApiPathsObject = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation(route) };
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Lanekeep',
      version: '1',
      description:
        'Promises of a dealer group: who owes what to whom, until when. Routes and fields change by addition only; errors are RFC 9457 problem+json; lists page by an opaque cursor.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [
      {
        url: 'https://{host}/v1',
        description: 'The API of one dealer group.',
        variables: { host: { default: 'api.example.com', description: 'The group’s own name.' } },
      },
    ],
    security: [{ staff: ['openid'] }],
    tags: [...new Set(routes.map((route) => route.tag))].sort().map((name) => ({ name })),
    paths,
    components: {
      schemas: nouns,
      securitySchemes: {
        staff: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'An access token of the group’s staff sign-in (authorization code with PKCE).',
        },
      },
    },
  });
}
