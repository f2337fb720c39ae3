import { Duration, Validations } from 'aws-cdk-lib';
import {
  AccessLogField,
  AccessLogFormat,
  ApiDefinition,
  CfnAccount,
  EndpointType,
  LogGroupLogDestination,
  MethodLoggingLevel,
  SecurityPolicy,
  SpecRestApi,
} from 'aws-cdk-lib/aws-apigateway';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { type House, houseArn, houseName, logsLink } from '../house.ts';
import { type GatewayPage, type GatewayRoute, gatewayDocument } from '../openapi/gateway.ts';
import { HouseAlarm } from './house-alarm.ts';
import type { HouseFunction } from './house-function.ts';
import { HouseLogGroup } from './house-log-group.ts';

export interface RouteApiProps {
  readonly house: House;
  readonly routes: readonly GatewayRoute[];
  readonly door: HouseFunction;
  /** What customers open and tap, without a sign-in, and its door. */
  readonly pages: readonly GatewayPage[];
  readonly pagesDoor: HouseFunction;
  readonly userPoolArn: string;
  readonly tell: string;
}

/** The stage is the version of the contract. */
const stageName = 'v1';

/**
 * Each method of a page has a limit of its own, far below the API's: whoever floods the addresses that anybody may call
 * does not shut the staff out. What is said of one method replaces what is said of all, so logging is said again.
 */
const forPages = {
  throttlingRateLimit: 25,
  throttlingBurstLimit: 50,
  loggingLevel: MethodLoggingLevel.ERROR,
  dataTraceEnabled: false,
  metricsEnabled: true,
};

/** The REST API that the routes describe: one resource, whatever their number. */
export class RouteApi extends Construct {
  /** Ends in a slash. */
  readonly url: string;
  readonly stageArn: string;

  constructor(scope: Construct, id: string, props: RouteApiProps) {
    super(scope, id);
    const { house, door, pages, pagesDoor } = props;
    const { api: settings } = house.group;
    const name = houseName(house);
    const logs = new HouseLogGroup(this, 'AccessLogs', { house, name: `/aws/apigateway/${name}` });
    const document = gatewayDocument(props.routes, pages, {
      title: name,
      region: house.group.region,
      functionArn: door.arn,
      pagesArn: pagesDoor.arn,
      userPoolArn: props.userPoolArn,
    });
    const api = new SpecRestApi(this, 'Api', {
      restApiName: name,
      apiDefinition: ApiDefinition.fromInline(document),
      endpointTypes: [EndpointType.REGIONAL],
      disableExecuteApiEndpoint: settings.domain !== undefined,
      deployOptions: {
        stageName,
        accessLogDestination: new LogGroupLogDestination(logs),
        accessLogFormat: accessLogFormat(),
        // Never data traces: they would write bodies, and with them customers, into a log.
        loggingLevel: MethodLoggingLevel.ERROR,
        dataTraceEnabled: false,
        metricsEnabled: true,
        // Nor traces of the gateway: they keep callers' addresses, and the whole address that was called, which of a link is
        // a secret of its customer's. The functions' own traces begin behind it.
        tracingEnabled: false,
        throttlingRateLimit: settings.throttle.rate,
        throttlingBurstLimit: settings.throttle.burst,
        methodOptions: Object.fromEntries(pages.map(({ method, path }) => [`${path}/${method}`, forPages])),
      },
      ...(settings.domain === undefined
        ? {}
        : {
            domainName: {
              domainName: settings.domain.name,
              certificate: Certificate.fromCertificateArn(this, 'Certificate', settings.domain.certificate),
              securityPolicy: SecurityPolicy.TLS_1_2,
              basePath: stageName,
            },
          }),
    });
    if (!settings.firewall) {
      Validations.of(api.deploymentStage).acknowledge({
        id: 'AwsSolutions-APIG3',
        reason:
          'The group decided against the firewall’s price: all but OPTIONS and links need a token, and calls are throttled.',
      });
    }
    api.deploymentStage.node.addDependency(loggingAccount(this, house));
    Validations.of(api).acknowledge({
      id: 'AwsSolutions-APIG2',
      reason:
        'The door checks every path, query and body against the route’s zod schema and says field by field what to mend.',
    });
    const calls = houseArn(house, 'execute-api', `${api.restApiId}/${stageName}/*`);
    door.letInvoke('apigateway.amazonaws.com', calls);
    pagesDoor.letInvoke('apigateway.amazonaws.com', calls);
    const host = settings.domain?.name ?? `${api.restApiId}.execute-api.${house.group.region}.amazonaws.com`;
    this.url = `https://${host}/${stageName}/`;
    this.stageArn = api.deploymentStage.stageArn;
    new HouseAlarm(this, 'Broken', {
      house,
      name: 'api-broken',
      metric: new Metric({
        namespace: 'AWS/ApiGateway',
        metricName: '5XXError',
        dimensionsMap: { ApiName: name, Stage: stageName },
        statistic: 'Sum',
        period: Duration.minutes(5),
      }),
      impact:
        'Some calls to the API got no answer: staff cannot see or change promises, and feeds may have to send again.',
      look: logsLink(house, `/aws/apigateway/${name}`),
      tell: props.tell,
    });
  }
}

/** Who did what, when, for the activity log; no address of a caller, and the route instead of the ids in it. */
const accessLogFormat = (): AccessLogFormat =>
  AccessLogFormat.custom(
    JSON.stringify({
      requestId: AccessLogField.contextRequestId(),
      at: AccessLogField.contextRequestTimeEpoch(),
      method: AccessLogField.contextHttpMethod(),
      route: AccessLogField.contextResourcePath(),
      status: AccessLogField.contextStatus(),
      sub: AccessLogField.contextAuthorizerClaims('sub'),
      milliseconds: AccessLogField.contextResponseLatency(),
      bytes: AccessLogField.contextResponseLength(),
      refusal: AccessLogField.contextErrorResponseType(),
    }),
  );

/** The account's permission for the gateway to write logs at all; one per account and region. */
function loggingAccount(scope: Construct, house: House): CfnAccount {
  const role = new Role(scope, 'LoggingRole', {
    roleName: houseName(house, 'gateway-logs'),
    assumedBy: new ServicePrincipal('apigateway.amazonaws.com'),
    managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('service-role/AmazonAPIGatewayPushToCloudWatchLogs')],
  });
  Validations.of(role).acknowledge({
    id: 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]',
    reason: 'The gateway refuses a role without every permission of this policy, and AWS keeps the list.',
  });
  return new CfnAccount(scope, 'Account', { cloudWatchRoleArn: role.roleArn });
}
