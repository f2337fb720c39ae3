/** REST APIs that are built from an OpenAPI document, their stage, and gateway responses declared beside the document. */
import type { Faults } from './faults.ts';
import { isObject } from './json.ts';
import { gatewayResponse, readOpenApi } from './openapi.ts';
import type { ReadResource } from './parts.ts';

const readApi: ReadResource = (resource, parts) => {
  const { identity, properties, fault } = resource;
  const body = properties.raw('Body');
  if (!isObject(body)) {
    fault(
      'it needs a Body; APIs made of resources and methods, or read from a bucket, are not supported by the local cloud',
    );
    return;
  }
  const faults: Faults = {
    add: (where, sentence) => fault(where === '' ? sentence : `${where}: ${sentence}`),
    found: [],
  };
  parts.apis.push({ id: identity.ref, ...readOpenApi(body, '', faults) });
};

const readStage: ReadResource = ({ identity, properties }, parts) => {
  properties.text('StageName');
  properties.text('DeploymentId');
  parts.stages.push({ apiId: properties.needed('RestApiId'), name: identity.ref });
};

const readResponse: ReadResource = ({ properties }, parts) => {
  const type = properties.needed('ResponseType');
  parts.gatewayResponses.push({
    apiId: properties.needed('RestApiId'),
    response: gatewayResponse(type, properties, 'StatusCode', 'ResponseParameters', 'ResponseTemplates'),
  });
};

export const apiReaders = {
  'AWS::ApiGateway::RestApi': readApi,
  'AWS::ApiGateway::Stage': readStage,
  'AWS::ApiGateway::GatewayResponse': readResponse,
} satisfies Record<string, ReadResource>;
