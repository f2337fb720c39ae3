/**
 * Renders a follow-up's declaration to its state machine: JSONPath, reference paths only, keys only as input. There is
 * no business in it: it routes on one label, and everything it knows was decided in Review.
 */

/** What the renderer needs of a declaration: the labels, which are the states' names. */
export interface Drawn {
  readonly name: string;
  readonly title: string;
  readonly acts: Readonly<Record<string, string>>;
  readonly waits: Readonly<Record<string, string>>;
  readonly ends: Readonly<Record<string, string>>;
}

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type State = { readonly [key: string]: Json };

export interface Machine {
  readonly Comment: string;
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

/** The states every machine has. */
export const review = 'Review';
export const whatNext = 'What next?';
export const doneReplaced = 'Done: replaced';
export const stuckState = 'Stuck: needs a person';

/** Seconds a door may take; more than its Lambda's own timeout, so that the function's error is the one that is seen. */
const doorSeconds = 70;

// By name: errors of ours say themselves when to try again, those of the service are transient. Any other fails the
// execution at once, and the sweeper brings the run back.
const retry: readonly Json[] = [
  { ErrorEquals: ['TryAgainSoon'], IntervalSeconds: 1, BackoffRate: 2, MaxAttempts: 6, MaxDelaySeconds: 30 },
  { ErrorEquals: ['TryAgainLater'], IntervalSeconds: 60, BackoffRate: 2, MaxAttempts: 6, MaxDelaySeconds: 900 },
  {
    ErrorEquals: [
      'Lambda.ServiceException',
      'Lambda.AWSLambdaException',
      'Lambda.SdkClientException',
      'Lambda.TooManyRequestsException',
      'Lambda.ClientExecutionTimeoutException',
      'Sandbox.Timedout',
      'Lambda.Unknown',
      'States.Timeout',
    ],
    IntervalSeconds: 2,
    BackoffRate: 2,
    MaxAttempts: 6,
    MaxDelaySeconds: 120,
  },
];

const keysOnly = (name: string): State => ({
  followUp: name,
  'storeId.$': '$.storeId',
  'followUpId.$': '$.followUpId',
  'generation.$': '$.generation',
});

const door = (functionArn: string, payload: State, resultPath: string, next: string): State => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: functionArn, Payload: payload },
  ResultSelector: { 'step.$': '$.Payload' },
  ResultPath: resultPath,
  TimeoutSeconds: doorSeconds,
  Retry: retry,
  Next: next,
});

const act = (name: string): State =>
  door(
    '${ActFunctionArn}',
    { ...keysOnly(name), 'act.$': '$.review.step.act.name', 'occasion.$': '$.review.step.act.occasion' },
    '$.act',
    review,
  );

/**
 * A wait is one conditional write: sleep only if nothing happened since Review looked. Three doors lead back to Review:
 * news (the token), the deadline (`States.Timeout`), and a condition that failed.
 */
const wait: State = {
  Type: 'Task',
  Resource: 'arn:aws:states:::aws-sdk:dynamodb:updateItem.waitForTaskToken',
  Parameters: {
    TableName: '${TableName}',
    Key: { pk: { 'S.$': '$.review.step.wait.pk' }, sk: { 'S.$': '$.review.step.wait.sk' } },
    UpdateExpression:
      'SET #token = :token, #version = :next, #seen = :seen, #expectBy = :expectBy, #duePk = :duePk, #dueSk = :dueSk, #because = :because, #revivals = :zero',
    ConditionExpression: '#version = :version AND #generation = :generation AND #state = :open',
    ExpressionAttributeNames: {
      '#token': 'token',
      '#version': 'version',
      '#seen': 'seen',
      '#expectBy': 'expectBy',
      '#duePk': 'duePk',
      '#dueSk': 'dueSk',
      '#because': 'because',
      '#revivals': 'revivals',
      '#generation': 'generation',
      '#state': 'state',
    },
    ExpressionAttributeValues: {
      ':token': { 'S.$': '$$.Task.Token' },
      ':version': { 'N.$': '$.review.step.wait.version' },
      ':next': { 'N.$': '$.review.step.wait.nextVersion' },
      ':generation': { 'N.$': '$.review.step.wait.generation' },
      ':seen': { 'N.$': '$.review.step.wait.seen' },
      ':expectBy': { 'S.$': '$.review.step.wait.expectBy' },
      ':duePk': { 'S.$': '$.review.step.wait.duePk' },
      ':dueSk': { 'S.$': '$.review.step.wait.dueSk' },
      ':because': { 'S.$': '$.review.step.because' },
      ':open': { S: 'OPEN' },
      ':zero': { N: '0' },
    },
  },
  TimeoutSecondsPath: '$.review.step.wait.seconds',
  ResultPath: null,
  Retry: [
    {
      ErrorEquals: [
        'DynamoDb.ProvisionedThroughputExceededException',
        'DynamoDb.ThrottlingException',
        'DynamoDb.RequestLimitExceededException',
        'DynamoDb.InternalServerErrorException',
        'DynamoDb.TransactionConflictException',
        'DynamoDb.SdkClientException',
      ],
      IntervalSeconds: 1,
      BackoffRate: 2,
      MaxAttempts: 6,
      MaxDelaySeconds: 60,
    },
  ],
  Catch: [
    {
      // Spelled with a small b in histories of SDK integrations, with a capital one in those of the optimised integration.
      ErrorEquals: [
        'States.Timeout',
        'DynamoDb.ConditionalCheckFailedException',
        'DynamoDB.ConditionalCheckFailedException',
      ],
      ResultPath: null,
      Next: review,
    },
  ],
  Next: review,
};

const choice = (label: string): State => ({ Variable: '$.review.step.next', StringEquals: label, Next: label });

/** The state machine of a follow-up, with `${ReviewFunctionArn}`, `${ActFunctionArn}` and `${TableName}` left open. */
export function renderMachine(drawn: Drawn): Machine {
  const acts = Object.values(drawn.acts);
  const waits = Object.values(drawn.waits);
  const ends = [...Object.values(drawn.ends), doneReplaced];
  const entries: [string, State][] = [
    [review, door('${ReviewFunctionArn}', keysOnly(drawn.name), '$.review', whatNext)],
    // A label that nobody knows is a mistake of ours; the run fails in red and the sweeper brings it back.
    [whatNext, { Type: 'Choice', Choices: [...acts, ...waits, ...ends].map(choice), Default: stuckState }],
    ...acts.map((label): [string, State] => [label, act(drawn.name)]),
    ...waits.map((label): [string, State] => [label, wait]),
    ...ends.map((label): [string, State] => [label, { Type: 'Succeed' }]),
    [stuckState, { Type: 'Fail', Error: 'NeedsAPerson', Cause: 'See because in the output of the last Review.' }],
  ];
  return { Comment: drawn.title, StartAt: review, States: Object.fromEntries(entries) };
}

/** The drawing of the machine in Mermaid: green is business, red is us. */
export function drawMachine(drawn: Drawn): string {
  const lines = ['stateDiagram-v2', `  [*] --> r`, `  r: ${review}`, '  r --> n', `  n: ${whatNext}`];
  const state = (id: string, label: string) => lines.push(`  ${id}: ${label.replaceAll(':', '#58;')}`, `  n --> ${id}`);
  Object.values(drawn.acts).forEach((label, index) => {
    state(`a${index}`, label);
    lines.push(`  a${index} --> r`);
  });
  Object.values(drawn.waits).forEach((label, index) => {
    state(`w${index}`, label);
    lines.push(`  w${index} --> r: news or deadline`);
  });
  const ends = [...Object.values(drawn.ends), doneReplaced];
  ends.forEach((label, index) => {
    state(`e${index}`, label);
    lines.push(`  e${index} --> [*]`);
  });
  state('s', stuckState);
  lines.push(
    '  classDef done fill:#d7f0dd,stroke:#1a7f37',
    '  classDef red fill:#ffd7d5,stroke:#b42318',
    `  class ${ends.map((_, index) => `e${index}`).join(',')} done`,
    '  class s red',
  );
  return `${lines.join('\n')}\n`;
}
