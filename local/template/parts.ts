/** What the resources of all stacks contribute, before the pieces that belong together are joined. */
import type { Place } from './assembly.ts';
import type { Identity } from './identity.ts';
import type {
  ApiModel,
  AsynchronousModel,
  BusModel,
  EventDestinationModel,
  FunctionModel,
  GatewayResponseModel,
  KeyModel,
  MachineModel,
  PolicyStatement,
  QueueModel,
  ReceiptRuleModel,
  RoleModel,
  RuleModel,
  SourceMappingModel,
  SubscriptionModel,
  TableModel,
  TopicModel,
} from './model.ts';
import type { Properties } from './properties.ts';

/** One resource of a template, its properties resolved. */
export interface Resource extends Place {
  readonly type: string;
  readonly identity: Identity;
  readonly properties: Properties;
  fault(sentence: string): void;
  /** The absolute path of the asset that is uploaded under this object key. */
  asset(objectKey: string): string | undefined;
}

export interface RolePart extends RoleModel {
  readonly managedPolicyArns: readonly string[];
}

/** The contributions by kind; whoever reads a resource pushes what it declares. */
export interface Parts {
  readonly roles: RolePart[];
  readonly managedPolicies: { readonly arn: string; readonly statements: readonly PolicyStatement[] }[];
  readonly attachments: { readonly roleNames: readonly string[]; readonly statements: readonly PolicyStatement[] }[];
  readonly keys: KeyModel[];
  readonly aliases: { readonly name: string; readonly target: string }[];
  readonly tables: TableModel[];
  readonly functions: FunctionModel[];
  readonly permissions: { readonly functionName: string; readonly statement: PolicyStatement }[];
  readonly asynchronous: { readonly functionName: string; readonly rule: AsynchronousModel }[];
  readonly sourceMappings: SourceMappingModel[];
  readonly buses: BusModel[];
  readonly rules: RuleModel[];
  readonly queues: QueueModel[];
  readonly queuePolicies: { readonly urls: readonly string[]; readonly statements: readonly PolicyStatement[] }[];
  readonly topics: Omit<TopicModel, 'subscriptions' | 'policy'>[];
  readonly topicPolicies: { readonly arns: readonly string[]; readonly statements: readonly PolicyStatement[] }[];
  readonly subscriptions: SubscriptionModel[];
  readonly eventDestinations: EventDestinationModel[];
  readonly receiptRules: ReceiptRuleModel[];
  readonly machines: MachineModel[];
  readonly apis: Omit<ApiModel, 'stage'>[];
  readonly stages: { readonly apiId: string; readonly name: string }[];
  readonly gatewayResponses: { readonly apiId: string; readonly response: GatewayResponseModel }[];
  readonly userPools: { readonly id: string; readonly arn: string }[];
  readonly poolClients: { readonly poolId: string; readonly clientId: string }[];
  readonly poolGroups: { readonly poolId: string; readonly group: string }[];
}

/** Reads one resource into the parts. */
export type ReadResource = (resource: Resource, parts: Parts) => void;

export function noParts(): Parts {
  return {
    roles: [],
    managedPolicies: [],
    attachments: [],
    keys: [],
    aliases: [],
    tables: [],
    functions: [],
    permissions: [],
    asynchronous: [],
    sourceMappings: [],
    buses: [],
    rules: [],
    queues: [],
    queuePolicies: [],
    topics: [],
    topicPolicies: [],
    subscriptions: [],
    eventDestinations: [],
    receiptRules: [],
    machines: [],
    apis: [],
    stages: [],
    gatewayResponses: [],
    userPools: [],
    poolClients: [],
    poolGroups: [],
  };
}
