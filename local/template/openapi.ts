/**
 * The OpenAPI 3.0 document of a REST API, as API Gateway imports it: paths, Cognito security schemes, Lambda proxy
 * integrations and gateway responses. Descriptions, schemas and responses describe; they change nothing at the gateway.
 */

import type { Faults } from './faults.ts';
import { asText, isObject, type Json, type JsonObject } from './json.ts';
import type { ApiModel, AuthorizerModel, GatewayResponseModel, MethodModel } from './model.ts';
import { type Properties, readProperties } from './properties.ts';

const methods = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch']);
const described = {
  summary: '',
  description: '',
  operationId: '',
  tags: '',
  parameters: '',
  responses: '',
  requestBody: '',
  deprecated: '',
};
const documentation = {
  openapi: '',
  info: '',
  servers: '',
  tags: '',
  'components.schemas': '',
  'components.responses': '',
  'components.parameters': '',
};
const integrationPlain = {
  httpMethod: 'Lambda is always invoked by POST',
  passthroughBehavior: 'a proxy passes everything',
};

/** What the document declares; `where` names the resource in faults. */
export function readOpenApi(document: JsonObject, where: string, faults: Faults): Omit<ApiModel, 'id' | 'stage'> {
  const body = readProperties(document, where, 'Body.', faults);
  if (!body.needed('openapi').startsWith('3.0')) body.refuse('openapi', 'another version than 3.0');
  const authorizers = readAuthorizers(body.object('components'), where, faults);
  const security = body.raw('security');
  const read: MethodModel[] = [];
  const paths = body.raw('paths');
  for (const [path, item] of Object.entries(isObject(paths) ? paths : {})) {
    for (const [method, operation] of Object.entries(isObject(item) ? item : {})) {
      const at = `${where}, ${method.toUpperCase()} ${path}`;
      if (methods.has(method) && isObject(operation))
        read.push(readMethod(method, path, operation, security, at, faults));
      else if (method !== 'parameters')
        faults.add(at, `the path element ${method} is not supported by the local cloud`);
    }
  }
  for (const { authorizer, method, path } of read) {
    if (authorizer !== undefined && !authorizers.some(({ name }) => name === authorizer)) {
      faults.add(`${where}, ${method} ${path}`, `its security scheme ${authorizer} is not declared`);
    }
  }
  const responses = body.raw('x-amazon-apigateway-gateway-responses');
  const gatewayResponses = Object.entries(isObject(responses) ? responses : {}).flatMap(([type, response]) =>
    isObject(response) ? [readGatewayResponse(type, response, where, faults)] : [],
  );
  body.finish(Object.fromEntries(Object.keys(documentation).map((name) => [`Body.${name}`, ''])));
  return { methods: read, authorizers, gatewayResponses };
}

function readAuthorizers(
  components: Properties | undefined,
  where: string,
  faults: Faults,
): readonly AuthorizerModel[] {
  const schemes = components?.raw('securitySchemes');
  return Object.entries(isObject(schemes) ? schemes : {}).map(([name, value]) => {
    const scheme = readProperties(
      isObject(value) ? value : {},
      where,
      `Body.components.securitySchemes.${name}.`,
      faults,
    );
    if (scheme.needed('in') !== 'header') scheme.refuse('in', 'a token outside the headers');
    const source = `method.request.header.${scheme.needed('name')}`;
    const kind = scheme.text('x-amazon-apigateway-authtype');
    if (scheme.needed('type') !== 'apiKey' || (kind !== undefined && kind !== 'cognito_user_pools')) {
      scheme.refuse('type', 'anything but a Cognito authorizer (type apiKey, authtype cognito_user_pools)');
    }
    const authorizer = scheme.object('x-amazon-apigateway-authorizer');
    if (authorizer?.needed('type') !== 'cognito_user_pools') {
      scheme.refuse('x-amazon-apigateway-authorizer', 'another type than cognito_user_pools');
    }
    const prefix = `Body.components.securitySchemes.${name}.`;
    const plain = {
      [`${prefix}description`]: '',
      [`${prefix}x-amazon-apigateway-authorizer.authorizerResultTtlInSeconds`]: '',
    };
    const userPoolArns = authorizer?.texts('providerARNs') ?? [];
    const identitySource = authorizer?.text('identitySource') ?? source;
    scheme.finish(plain);
    return { name, userPoolArns, identitySource };
  });
}

/** The last integration timeout that API Gateway grants by default, in milliseconds. */
const longestIntegration = 29_000;

function readMethod(
  method: string,
  path: string,
  operation: JsonObject,
  everywhere: Json | undefined,
  where: string,
  faults: Faults,
): MethodModel {
  const reader = readProperties(operation, where, '', faults);
  const own = reader.raw('security') ?? everywhere ?? [];
  const requirement = Array.isArray(own) ? own : [];
  if (requirement.length > 1)
    faults.add(where, 'more than one security requirement is not supported by the local cloud');
  const [authorizer, scopes] = isObject(requirement[0]) ? (Object.entries(requirement[0])[0] ?? []) : [];
  const integration = reader.object('x-amazon-apigateway-integration');
  const uri = integration?.needed('uri') ?? '';
  if (integration === undefined) faults.add(where, 'it has no x-amazon-apigateway-integration');
  else if (integration.needed('type').toLowerCase() !== 'aws_proxy') {
    integration.refuse('type', 'another integration than aws_proxy');
  }
  const format = integration?.text('payloadFormatVersion') ?? '1.0';
  if (format !== '1.0') integration?.refuse('payloadFormatVersion', `the payload format ${format}`);
  const functionArn = /\/functions\/(.+)\/invocations$/.exec(uri)?.[1];
  if (functionArn === undefined && integration !== undefined) integration.refuse('uri', `the integration ${uri}`);
  const roleArn = integration?.text('credentials');
  const timeoutMillis = integration?.number('timeoutInMillis') ?? longestIntegration;
  const plain = Object.keys(integrationPlain).map((name) => [`x-amazon-apigateway-integration.${name}`, '']);
  reader.finish({ ...described, ...Object.fromEntries(plain) });
  return {
    method: method.toUpperCase(),
    path,
    functionArn: functionArn ?? '',
    scopes: Array.isArray(scopes) ? scopes.map((scope) => asText(scope) ?? '') : [],
    timeoutMillis,
    ...(authorizer !== undefined && { authorizer }),
    ...(roleArn !== undefined && { roleArn }),
  };
}

function readGatewayResponse(type: string, value: JsonObject, where: string, faults: Faults): GatewayResponseModel {
  const path = `Body.x-amazon-apigateway-gateway-responses.${type}.`;
  const response = readProperties(value, where, path, faults);
  const read = gatewayResponse(type, response, 'statusCode', 'responseParameters', 'responseTemplates');
  response.finish({});
  return read;
}

const headerPrefix = 'gatewayresponse.header.';

/** A gateway response, from the document or from a resource of its own: the two differ in the names of properties only. */
export function gatewayResponse(
  type: string,
  response: Properties,
  status: string,
  parameters: string,
  templates: string,
): GatewayResponseModel {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(response.entries(parameters))) {
    if (name.startsWith(headerPrefix)) headers[name.slice(headerPrefix.length)] = value;
    else response.refuse(parameters, `the parameter ${name}`);
  }
  const statusCode = response.number(status);
  return { type, headers, templates: response.entries(templates), ...(statusCode !== undefined && { statusCode }) };
}
