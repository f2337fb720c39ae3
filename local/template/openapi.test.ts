import { expect, test } from 'vitest';
import { collectFaults } from './faults.ts';
import type { JsonObject } from './json.ts';
import { readOpenApi } from './openapi.ts';

const functionArn = 'arn:aws:lambda:us-east-1:111122223333:function:staff-api';
const uri = `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${functionArn}/invocations`;
const integration = { type: 'aws_proxy', httpMethod: 'POST', uri, passthroughBehavior: 'when_no_match' };
const operation = (more: JsonObject = {}): JsonObject => ({
  operationId: 'x',
  security: [{ staff: ['openid'] }],
  responses: { default: { description: 'See the contract.' } },
  'x-amazon-apigateway-integration': integration,
  ...more,
});

const scheme = {
  type: 'apiKey',
  name: 'Authorization',
  in: 'header',
  'x-amazon-apigateway-authtype': 'cognito_user_pools',
  'x-amazon-apigateway-authorizer': { type: 'cognito_user_pools', providerARNs: ['arn:pool'] },
};

const document = (get: JsonObject, more: JsonObject = {}): JsonObject => ({
  openapi: '3.0.3',
  info: { title: 'House', version: '1' },
  paths: { '/stores/{storeId}': { parameters: [], get } },
  components: { securitySchemes: { staff: scheme } },
  ...more,
});

function read(value: JsonObject) {
  const faults = collectFaults();
  return { ...readOpenApi(value, 'API', faults), faults: faults.found };
}

test('methods, authorizer and gateway responses', () => {
  const responses = {
    UNAUTHORIZED: {
      statusCode: '401',
      responseParameters: { 'gatewayresponse.header.Content-Type': "'application/problem+json'" },
      responseTemplates: { 'application/json': '{}' },
    },
  };
  const api = read(document(operation(), { 'x-amazon-apigateway-gateway-responses': responses }));
  expect(api).toEqual({
    faults: [],
    methods: [
      {
        method: 'GET',
        path: '/stores/{storeId}',
        functionArn,
        authorizer: 'staff',
        scopes: ['openid'],
        timeoutMillis: 29_000,
      },
    ],
    authorizers: [{ name: 'staff', userPoolArns: ['arn:pool'], identitySource: 'method.request.header.Authorization' }],
    gatewayResponses: [
      {
        type: 'UNAUTHORIZED',
        statusCode: 401,
        headers: { 'Content-Type': "'application/problem+json'" },
        templates: { 'application/json': '{}' },
      },
    ],
  });
});

test('an operation without security takes the document’s; an empty list means open', () => {
  const everywhere = { security: [{ staff: ['openid'] }] };
  const { security: _, ...silent } = operation();
  expect(read(document(silent, everywhere)).methods[0]?.authorizer).toBe('staff');
  expect(read(document(operation({ security: [] }), everywhere)).methods[0]).not.toHaveProperty('authorizer');
});

test.each<[string, JsonObject, string]>([
  ['another version', document(operation(), { openapi: '3.1.0' }), 'Body.openapi: another version than 3.0'],
  [
    'another integration',
    document(operation({ 'x-amazon-apigateway-integration': { ...integration, type: 'mock' } })),
    'another integration than aws_proxy',
  ],
  [
    'another target',
    document(operation({ 'x-amazon-apigateway-integration': { ...integration, uri: 'https://x.example' } })),
    'the integration https://x.example',
  ],
  ['no integration', document({ responses: {} }), 'it has no x-amazon-apigateway-integration'],
  [
    'mapping templates',
    document(operation({ 'x-amazon-apigateway-integration': { ...integration, requestTemplates: {} } })),
    'requestTemplates is not supported',
  ],
  [
    'an unknown scheme',
    document(operation({ security: [{ nobody: [] }] })),
    'its security scheme nobody is not declared',
  ],
  [
    'two schemes',
    document(operation({ security: [{ staff: [] }, { staff: ['a'] }] })),
    'more than one security requirement',
  ],
  [
    'validators',
    document(operation(), { 'x-amazon-apigateway-request-validators': {} }),
    'x-amazon-apigateway-request-validators is not supported',
  ],
  [
    'a Lambda authorizer',
    document(operation(), {
      components: { securitySchemes: { staff: { ...scheme, 'x-amazon-apigateway-authorizer': { type: 'token' } } } },
    }),
    'another type than cognito_user_pools',
  ],
  [
    'a token in the query',
    document(operation(), { components: { securitySchemes: { staff: { ...scheme, in: 'query' } } } }),
    'a token outside the headers',
  ],
  ['an unknown path element', document(operation(), { paths: { '/x': { trace: {} } } }), 'the path element trace'],
  [
    'a query parameter in a gateway response',
    document(operation(), {
      'x-amazon-apigateway-gateway-responses': {
        UNAUTHORIZED: { responseParameters: { 'gatewayresponse.querystring.a': "'b'" } },
      },
    }),
    'the parameter gatewayresponse.querystring.a',
  ],
])('%s is refused', (_, value, expected) => {
  expect(read(value).faults.join('\n')).toContain(expected);
});
