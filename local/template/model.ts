/**
 * What the local cloud runs: the synthesised CloudFormation of the stacks with every intrinsic resolved,
 * as plain data. Nothing outside `local/template` reads CloudFormation.
 */

/** One statement of an identity or resource policy; actions and resources are IAM patterns (`*`, `?`). */
export interface PolicyStatement {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  readonly notActions?: readonly string[];
  readonly resources: readonly string[];
  readonly notResources?: readonly string[];
  readonly principals?: readonly string[];
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

/** A role with every statement that is attached to it, inline or managed by the template. */
export interface RoleModel {
  readonly arn: string;
  readonly name: string;
  readonly statements: readonly PolicyStatement[];
}

export interface KeyModel {
  readonly arn: string;
  /** `SYMMETRIC_DEFAULT` encrypts what services keep; `HMAC_256` makes and checks codes. */
  readonly spec: 'SYMMETRIC_DEFAULT' | 'HMAC_256';
  readonly policy: readonly PolicyStatement[];
}

export interface TableModel {
  readonly name: string;
  readonly arn: string;
  /** Input for DynamoDB's CreateTable, as the wire wants it. */
  readonly createTable: Readonly<Record<string, unknown>>;
  readonly timeToLiveAttribute?: string;
  readonly streamArn?: string;
  readonly keyArn?: string;
}

export interface FunctionModel {
  readonly name: string;
  readonly arn: string;
  readonly roleArn: string;
  /** Absolute path of the bundled asset folder. */
  readonly assetPath: string;
  /** `file.export`, as Lambda reads it. */
  readonly handler: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  readonly logGroup?: string;
  /** Resource-based permissions (AWS::Lambda::Permission). */
  readonly permissions: readonly PolicyStatement[];
  /** What happens to asynchronous invocations that fail; absent: Lambda's own rule (two retries, six hours, then lost). */
  readonly asynchronous?: AsynchronousModel;
}

/** The retries of asynchronous invocations (events from the bus), and where those end that never succeed. */
export interface AsynchronousModel {
  readonly maximumRetryAttempts: number;
  readonly maximumEventAgeSeconds: number;
  readonly onFailureArn?: string;
  /** `event` for a dead-letter queue (the bare event), `record` for a destination (the event inside an invocation record). */
  readonly onFailureForm?: 'event' | 'record';
}

/** A table's stream, or a queue, read by a function. */
export interface SourceMappingModel {
  readonly id: string;
  readonly functionName: string;
  readonly sourceArn: string;
  readonly enabled: boolean;
  readonly batchSize: number;
  readonly batchingWindowSeconds: number;
  readonly filters: readonly unknown[];
  readonly bisectOnError: boolean;
  readonly maximumRetryAttempts: number;
  readonly maximumRecordAgeSeconds: number;
  readonly reportItemFailures: boolean;
  readonly onFailureArn?: string;
  readonly parallelization: number;
}

export interface RuleTargetModel {
  readonly id: string;
  readonly arn: string;
  readonly inputPaths?: Readonly<Record<string, string>>;
  readonly inputTemplate?: string;
  readonly input?: string;
  /** A reference path: only this part of the event is handed on. */
  readonly inputPath?: string;
  /** The role the bus takes on for this target; absent when the target's own policy lets the bus in. */
  readonly roleArn?: string;
  readonly deadLetterArn?: string;
  readonly maximumRetryAttempts: number;
  readonly maximumEventAgeSeconds: number;
}

export interface RuleModel {
  readonly name: string;
  /** What targets' policies see as `aws:SourceArn`. */
  readonly arn: string;
  readonly busName: string;
  readonly enabled: boolean;
  readonly pattern?: Readonly<Record<string, unknown>>;
  /** `rate(1 minute)` or `cron(...)`. */
  readonly schedule?: string;
  readonly targets: readonly RuleTargetModel[];
}

export interface BusModel {
  readonly name: string;
  readonly arn: string;
}

export interface QueueModel {
  readonly name: string;
  readonly arn: string;
  readonly url: string;
  readonly visibilityTimeoutSeconds: number;
  readonly retentionSeconds: number;
  /** Who else may use the queue, beside roles that have leave of their own. */
  readonly policy: readonly PolicyStatement[];
  /** The customer-managed key that encrypts it. */
  readonly keyArn?: string;
}

/** A function that a topic hands every message to. */
export interface SubscriptionModel {
  readonly arn: string;
  readonly topicArn: string;
  readonly functionArn: string;
  /** Where messages go that the function may not be given. */
  readonly deadLetterArn?: string;
}

export interface TopicModel {
  readonly name: string;
  readonly arn: string;
  readonly subscriptions: readonly SubscriptionModel[];
  /** Who may publish. */
  readonly policy: readonly PolicyStatement[];
  /** The customer-managed key that encrypts it. */
  readonly keyArn?: string;
}

/** Where a configuration set says what became of the messages that were sent by it. */
export interface EventDestinationModel {
  readonly channel: 'sms' | 'mail';
  readonly configurationSet: string;
  readonly topicArn: string;
  /** As the service spells them, `TEXT_ALL` or `bounce`. */
  readonly eventTypes: readonly string[];
}

/** A rule by which received mail is published. */
export interface ReceiptRuleModel {
  readonly arn: string;
  /** Addresses and domains; none takes everything. */
  readonly recipients: readonly string[];
  readonly topicArn: string;
  readonly encoding: 'UTF-8' | 'Base64';
}

export interface MachineModel {
  readonly name: string;
  readonly arn: string;
  readonly roleArn: string;
  /** The definition with its substitutions made, parsed. */
  readonly definition: unknown;
}

/** How one method of the REST API is served. */
export interface MethodModel {
  readonly method: string;
  /** As in the OpenAPI document, `/stores/{storeId}`; without the stage. */
  readonly path: string;
  readonly functionArn: string;
  /** The name of a security scheme, absent when the method is open. */
  readonly authorizer?: string;
  /** OAuth scopes of which an access token needs one. With none, API Gateway takes ID tokens only. */
  readonly scopes: readonly string[];
  /** How long the integration may take; API Gateway's default is 29,000. */
  readonly timeoutMillis: number;
  /** The role API Gateway takes on to invoke; absent when the function's policy lets it in. */
  readonly roleArn?: string;
}

export interface AuthorizerModel {
  readonly name: string;
  readonly userPoolArns: readonly string[];
  readonly identitySource: string;
}

export interface GatewayResponseModel {
  readonly type: string;
  readonly statusCode?: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly templates: Readonly<Record<string, string>>;
}

export interface ApiModel {
  readonly id: string;
  readonly stage: string;
  readonly methods: readonly MethodModel[];
  readonly authorizers: readonly AuthorizerModel[];
  readonly gatewayResponses: readonly GatewayResponseModel[];
}

export interface UserPoolModel {
  readonly id: string;
  readonly arn: string;
  readonly clientIds: readonly string[];
  readonly groups: readonly string[];
}

/** The whole cloud, as the stacks declare it. */
export interface CloudModel {
  readonly account: string;
  readonly region: string;
  readonly partition: string;
  readonly roles: readonly RoleModel[];
  readonly keys: readonly KeyModel[];
  readonly tables: readonly TableModel[];
  readonly functions: readonly FunctionModel[];
  readonly sourceMappings: readonly SourceMappingModel[];
  readonly buses: readonly BusModel[];
  readonly rules: readonly RuleModel[];
  readonly queues: readonly QueueModel[];
  readonly topics: readonly TopicModel[];
  readonly eventDestinations: readonly EventDestinationModel[];
  readonly receiptRules: readonly ReceiptRuleModel[];
  readonly machines: readonly MachineModel[];
  readonly apis: readonly ApiModel[];
  readonly userPools: readonly UserPoolModel[];
  /** Outputs by stack name and output key. */
  readonly outputs: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Resource types that the template declares and that need nothing on a laptop (alarms, log groups …), with counts. */
  readonly inert: Readonly<Record<string, number>>;
}
