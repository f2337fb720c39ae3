import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { defineRoute } from '../../core/kernel/route.ts';
import { contractDocument } from './contract.ts';
import { gatewayDocument } from './gateway.ts';

const route = (method: 'GET' | 'POST' | 'PUT', name: string, ifMatch?: 'required') =>
  defineRoute({
    method,
    path: '/stores/{storeId}/cars/{vin}',
    name,
    tag: 'cars',
    means: 'A car.',
    roles: ['advisor'],
    params: z.object({ storeId: z.string(), vin: z.string() }),
    body: z.object({ miles: z.int() }),
    output: z.object({ vin: z.string() }),
    ...(ifMatch === undefined ? {} : { ifMatch }),
    example: { body: { miles: 3 }, output: { vin: '1HGCM82633A004352' } },
    handle: async ({ params }) => ({ body: { vin: params.vin } }),
  });

const routes = [route('POST', 'addCar'), route('PUT', 'changeCar', 'required')];

const pages = [
  { method: 'GET', path: '/links/{token}', name: 'look', means: 'Looks.' },
  { method: 'POST', path: '/links/{token}', name: 'tap', means: 'Taps.' },
] as const;

const settings = {
  title: 't',
  region: 'us-east-1',
  functionArn: 'arn:door',
  pagesArn: 'arn:pages',
  userPoolArn: 'arn:pool',
};

describe('the gateway’s document', () => {
  const document = gatewayDocument(routes, pages, settings);
  const path = document.paths['/stores/{storeId}/cars/{vin}'];

  test('is the version that API Gateway reads, without schemas', () => {
    expect(document.openapi).toBe('3.0.3');
    expect(Object.keys(document.components)).toEqual(['securitySchemes']);
  });

  test('sends every method to the one door and asks for a token, but for the browser’s question', () => {
    expect(Object.keys(path ?? {})).toEqual(['options', 'post', 'put']);
    expect(path?.['options']?.security).toEqual([]);
    expect(path?.['put']).toMatchObject({
      operationId: 'changeCar',
      security: [{ staff: ['openid'] }],
      'x-amazon-apigateway-integration': {
        type: 'aws_proxy',
        uri: 'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:door/invocations',
      },
    });
    expect(path?.['put']?.parameters?.map(({ name }) => name)).toEqual(['storeId', 'vin']);
  });

  test('sends the pages to a door of their own, without a token', () => {
    const page = document.paths['/links/{token}'];
    expect(Object.keys(page ?? {})).toEqual(['get', 'post']);
    expect(page?.['post']).toMatchObject({
      operationId: 'tap',
      security: [],
      'x-amazon-apigateway-integration': {
        uri: 'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:pages/invocations',
      },
    });
    expect(page?.['post']?.parameters?.map(({ name }) => name)).toEqual(['token']);
  });

  test('answers in problem+json when the door is never reached', () => {
    for (const [type, response] of Object.entries(document['x-amazon-apigateway-gateway-responses'])) {
      const body: unknown = JSON.parse(response.responseTemplates['application/json']);
      expect(body, type).toMatchObject({ status: Number(response.statusCode), instance: '$context.requestId' });
    }
  });
});

describe('the contract', () => {
  const document = contractDocument(routes);
  const path = document.paths?.['/stores/{storeId}/cars/{vin}'];

  test('names Idempotency-Key for POST and If-Match where a version is needed', () => {
    const headers = (operation: object | undefined) => JSON.stringify(operation).match(/Idempotency-Key|If-Match"/g);
    expect(headers(path?.post?.parameters)).toEqual(['Idempotency-Key']);
    expect(headers(path?.put?.parameters)).toEqual(['If-Match"']);
  });

  test('shows input, output, example and who may call', () => {
    expect(path?.put).toMatchObject({
      description: 'May be called by: advisor.',
      requestBody: { content: { 'application/json': { example: { miles: 3 } } } },
      responses: { '200': {}, '412': {}, '422': {}, '428': {} },
    });
  });
});
