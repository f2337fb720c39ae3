/**
 * What a template may declare although nothing on a laptop answers to it, each with the reason why leaving it out
 * changes nothing that a function or a caller could notice.
 */

const watched = 'nobody is woken on a laptop: alarms and dashboards watch the deployed system';
const logged = 'functions write their logs to files';
const guarded = 'it guards a public address; the local cloud listens on the loopback address only';

/** Resource types that need nothing to run. */
export const inertTypes: Readonly<Record<string, string>> = {
  'AWS::CDK::Metadata': 'it reports the versions of constructs',
  'AWS::CloudWatch::Alarm': watched,
  'AWS::CloudWatch::CompositeAlarm': watched,
  'AWS::CloudWatch::Dashboard': watched,
  'AWS::Logs::LogGroup': logged,
  'AWS::Logs::MetricFilter': watched,
  'AWS::Logs::ResourcePolicy': logged,
  'AWS::Logs::QueryDefinition': watched,
  'AWS::SES::ReceiptRuleSet': 'its rules are read one by one; the set that is there is the active one',
  'AWS::Events::Archive': 'an archive keeps events for a replay that somebody starts by hand',
  'AWS::Lambda::Version': 'functions run as the assembly has them; a version would be the same code',
  'AWS::ApiGateway::Account': logged,
  'AWS::ApiGateway::Deployment': 'the stage serves the API as the assembly has it',
  'AWS::ApiGateway::UsagePlan': 'nothing is throttled or counted on a laptop',
  'AWS::ApiGateway::UsagePlanKey': 'nothing is throttled or counted on a laptop',
  'AWS::ApiGateway::DomainName': 'the API is reached at its loopback address',
  'AWS::ApiGateway::BasePathMapping': 'the API is reached at its loopback address',
  'AWS::CertificateManager::Certificate': 'the API is reached at its loopback address',
  'AWS::Route53::RecordSet': 'the API is reached at its loopback address',
  'AWS::Cognito::UserPoolDomain': 'nobody signs in: tokens are minted',
  'AWS::Cognito::UserPoolResourceServer': 'nobody signs in: tokens are minted with the scopes they need',
  'AWS::WAFv2::WebACL': guarded,
  'AWS::WAFv2::WebACLAssociation': guarded,
  'AWS::WAFv2::LoggingConfiguration': guarded,
  'AWS::ResourceGroups::Group': 'it is a view of other resources',
  'AWS::ServiceCatalogAppRegistry::Application': 'it is a view of other resources',
};

const unsent = 'no message leaves this machine';
const kept = 'nothing on a laptop outlives its data folder';
const encrypted = 'the file is on the own disk';
const named = 'it describes';
const traced = 'no traces are collected';
const signIn = 'nobody signs in: tokens are minted';
const capacity = 'the engine counts no capacity';

const everywhere = { Tags: named, Description: named };

const table = {
  BillingMode: capacity,
  ProvisionedThroughput: capacity,
  OnDemandThroughput: capacity,
  WarmThroughput: capacity,
  WriteProvisionedThroughputSettings: capacity,
  WriteOnDemandThroughputSettings: capacity,
  PointInTimeRecoverySpecification: kept,
  DeletionProtectionEnabled: kept,
  ContributorInsightsSpecification: traced,
  TableClass: capacity,
  'SSESpecification.SSEEnabled': encrypted,
  'SSESpecification.SSEType': encrypted,
  'StreamSpecification.ResourcePolicy': 'only roles of this account read the stream',
  'GlobalSecondaryIndexes.ProvisionedThroughput': capacity,
  'GlobalSecondaryIndexes.OnDemandThroughput': capacity,
  'GlobalSecondaryIndexes.WarmThroughput': capacity,
  'GlobalSecondaryIndexes.ContributorInsightsSpecification': traced,
  'GlobalSecondaryIndexes.WriteProvisionedThroughputSettings': capacity,
};

/** Properties of types that do run, by type and dotted path, that change nothing on a laptop. */
const plainProperties: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'AWS::DynamoDB::Table': table,
  'AWS::DynamoDB::GlobalTable': {
    ...table,
    'Replicas.PointInTimeRecoverySpecification': kept,
    'Replicas.DeletionProtectionEnabled': kept,
    'Replicas.ContributorInsightsSpecification': traced,
    'Replicas.GlobalSecondaryIndexes': traced,
    'Replicas.TableClass': capacity,
    'Replicas.Tags': named,
    'SSESpecification.SSEEnabled': encrypted,
  },
  'AWS::Lambda::Function': {
    Architectures: 'JavaScript runs on any processor',
    EphemeralStorage: 'the temporary folder is the own disk',
    KmsKeyArn: encrypted,
    ReservedConcurrentExecutions: 'the worker pool of a laptop is smaller than any reservation',
    RuntimeManagementConfig: 'the runtime is the Node that runs the local cloud',
    RecursiveLoop: 'loops are stopped by the step budgets of the functions',
    TracingConfig: traced,
    'LoggingConfig.LogFormat': logged,
    'LoggingConfig.ApplicationLogLevel': logged,
    'LoggingConfig.SystemLogLevel': logged,
  },
  'AWS::Lambda::EventSourceMapping': {
    StartingPosition: 'the mapping is there before the first record',
    MetricsConfig: watched,
    ScalingConfig: 'one reader suffices',
  },
  'AWS::Events::EventBus': { KmsKeyIdentifier: encrypted, LogConfig: logged },
  'AWS::SQS::Queue': {
    SqsManagedSseEnabled: encrypted,
    KmsDataKeyReusePeriodSeconds: encrypted,
    ReceiveMessageWaitTimeSeconds: 'it only spares empty answers',
    RedriveAllowPolicy: 'dead-letter queues of this assembly are named one by one',
  },
  'AWS::SNS::Topic': { DisplayName: named, TracingConfig: traced },
  'AWS::SES::ConfigurationSet': {
    DeliveryOptions: unsent,
    ReputationOptions: watched,
    SendingOptions: unsent,
    SuppressionOptions: unsent,
  },
  'AWS::SMSVOICE::ConfigurationSet': { DefaultSenderId: unsent, ProtectConfigurationId: unsent },
  'AWS::SES::ReceiptRule': {
    'Rule.ScanEnabled': 'who plays the customer here sends no virus',
    'Rule.TlsPolicy': unsent,
  },
  'AWS::StepFunctions::StateMachine': {
    LoggingConfiguration: 'the history is kept in full',
    TracingConfiguration: traced,
    EncryptionConfiguration: encrypted,
  },
  'AWS::IAM::Role': {
    AssumeRolePolicyDocument: 'who takes on a role is fixed by the template itself',
    MaxSessionDuration: 'sessions do not end on a laptop',
  },
  'AWS::IAM::ManagedPolicy': { Path: named },
  'AWS::KMS::Key': {
    EnableKeyRotation: encrypted,
    RotationPeriodInDays: encrypted,
    PendingWindowInDays: kept,
    MultiRegion: encrypted,
    Origin: encrypted,
    BypassPolicyLockoutSafetyCheck: encrypted,
  },
  'AWS::ApiGateway::RestApi': {
    Name: named,
    EndpointConfiguration: 'the API is reached at its loopback address',
    FailOnWarnings: 'the document is read strictly here',
    Mode: 'there is nothing yet to merge with',
    Parameters: 'the document is read strictly here',
    DisableExecuteApiEndpoint: 'the API is reached at its loopback address',
    MinimumCompressionSize: 'answers travel no further than this machine',
  },
  'AWS::ApiGateway::Stage': {
    AccessLogSetting: logged,
    MethodSettings: 'nothing is throttled, cached or measured on a laptop',
    TracingEnabled: traced,
  },
  'AWS::Cognito::UserPool': Object.fromEntries(
    [
      'AccountRecoverySetting',
      'AdminCreateUserConfig',
      'AliasAttributes',
      'AutoVerifiedAttributes',
      'DeletionProtection',
      'DeviceConfiguration',
      'EmailConfiguration',
      'EmailVerificationMessage',
      'EmailVerificationSubject',
      'EnabledMfas',
      'MfaConfiguration',
      'Policies',
      'Schema',
      'SmsConfiguration',
      'SmsVerificationMessage',
      'UserAttributeUpdateSettings',
      'UsernameAttributes',
      'UsernameConfiguration',
      'UserPoolAddOns',
      'UserPoolName',
      'UserPoolTags',
      'UserPoolTier',
      'VerificationMessageTemplate',
      'WebAuthnRelyingPartyID',
      'WebAuthnUserVerification',
    ].map((property) => [property, signIn]),
  ),
  'AWS::Cognito::UserPoolClient': Object.fromEntries(
    [
      'AccessTokenValidity',
      'AllowedOAuthFlows',
      'AllowedOAuthFlowsUserPoolClient',
      'AllowedOAuthScopes',
      'AuthSessionValidity',
      'CallbackURLs',
      'DefaultRedirectURI',
      'EnableTokenRevocation',
      'ExplicitAuthFlows',
      'GenerateSecret',
      'IdTokenValidity',
      'LogoutURLs',
      'PreventUserExistenceErrors',
      'ReadAttributes',
      'RefreshTokenRotation',
      'RefreshTokenValidity',
      'SupportedIdentityProviders',
      'TokenValidityUnits',
      'WriteAttributes',
    ].map((property) => [property, signIn]),
  ),
  'AWS::Cognito::UserPoolGroup': { Precedence: signIn, RoleArn: signIn },
};

/** The properties of a type that may be there without effect, with the reason. */
export function propertiesWithoutEffect(type: string): Readonly<Record<string, string>> {
  return { ...everywhere, ...plainProperties[type] };
}
