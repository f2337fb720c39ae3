import { expect, test } from 'vitest';
import { readCloud } from './cloud.ts';
import type { Json, JsonObject } from './json.ts';
import { type TestStack, withAssembly } from './testing.ts';

const home = { account: '000000000000', region: 'eu-west-1' };

const base: JsonObject = {
  Parameters: {
    Stage: { Type: 'String', Default: 'dev' },
    Sizes: { Type: 'CommaDelimitedList', Default: 'small, large' },
    BootstrapVersion: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/cdk-bootstrap/hnb659fds/version' },
  },
  Mappings: { Zones: { 'us-east-1': { name: 'eastern' } } },
  Conditions: {
    IsDev: { 'Fn::Equals': [{ Ref: 'Stage' }, 'dev'] },
    IsProd: { 'Fn::Not': [{ Condition: 'IsDev' }] },
    Both: { 'Fn::And': [{ Condition: 'IsDev' }, { Condition: 'IsProd' }] },
    Either: { 'Fn::Or': [{ Condition: 'IsDev' }, { Condition: 'IsProd' }] },
  },
  Resources: {
    Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: { 'Fn::Sub': 'alarms-${Stage}' } } },
    Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: { 'Fn::Join': ['-', ['house', { Ref: 'Stage' }]] } } },
    OnlyInProd: { Type: 'AWS::SNS::Topic', Condition: 'IsProd', Properties: {} },
  },
  Rules: { CheckBootstrapVersion: { Assertions: [] } },
};

const withOutput = (value: Json, name = 'One'): TestStack => ({
  name,
  template: { ...base, Outputs: { Value: { Value: value } } },
});

const read = (...stacks: TestStack[]) => withAssembly(stacks, (folder) => readCloud(folder, home));
const resolved = (value: Json) => read(withOutput(value)).outputs.One?.Value;

const nested = (levels: number): Json => JSON.parse(`${'['.repeat(levels)}${']'.repeat(levels)}`);

// Reading it ended in the stack, without a word about which template it was.
test('a value nested deeper than a stack goes is a fault with its place', () => {
  expect(() => resolved(nested(4000))).toThrow(/One.*nested deeper than the local cloud reads/s);
});

const topicArn = 'arn:aws:sns:us-east-1:111122223333:alarms-dev';

test.each<[string, Json, string]>([
  ['Ref of a parameter', { Ref: 'Stage' }, 'dev'],
  ['Ref of a list parameter', { 'Fn::Join': ['|', { Ref: 'Sizes' }] }, 'small|large'],
  ['Ref of a resource', { Ref: 'Topic' }, topicArn],
  [
    'pseudo parameters',
    {
      'Fn::Join': [
        '/',
        [
          { Ref: 'AWS::AccountId' },
          { Ref: 'AWS::Region' },
          { Ref: 'AWS::Partition' },
          { Ref: 'AWS::URLSuffix' },
          { Ref: 'AWS::StackName' },
        ],
      ],
    },
    '111122223333/us-east-1/aws/amazonaws.com/One',
  ],
  ['GetAtt as a list', { 'Fn::GetAtt': ['Topic', 'TopicName'] }, 'alarms-dev'],
  ['GetAtt as text', { 'Fn::GetAtt': 'Bus.Arn' }, 'arn:aws:events:us-east-1:111122223333:event-bus/house-dev'],
  [
    'Sub',
    { 'Fn::Sub': '${Stage} ${Bus.Arn} ${!Literal} ${AWS::Region}' },
    'dev arn:aws:events:us-east-1:111122223333:event-bus/house-dev ${Literal} us-east-1',
  ],
  ['Sub with variables', { 'Fn::Sub': ['${Mine}-${Stage}', { Mine: { Ref: 'AWS::Region' } }] }, 'us-east-1-dev'],
  ['Select from Split', { 'Fn::Select': [5, { 'Fn::Split': [':', { Ref: 'Topic' }] }] }, 'alarms-dev'],
  ['Select with a text index', { 'Fn::Select': ['1', ['a', 'b']] }, 'b'],
  ['FindInMap', { 'Fn::FindInMap': ['Zones', { Ref: 'AWS::Region' }, 'name'] }, 'eastern'],
  ['If', { 'Fn::If': ['IsDev', 'yes', 'no'] }, 'yes'],
  ['If not', { 'Fn::If': ['IsProd', 'yes', 'no'] }, 'no'],
  ['If both', { 'Fn::If': ['Both', 'yes', 'no'] }, 'no'],
  ['If either', { 'Fn::If': ['Either', 'yes', 'no'] }, 'yes'],
  [
    'NoValue leaves a gap',
    { 'Fn::Join': [',', ['a', { 'Fn::If': ['IsProd', 'b', { Ref: 'AWS::NoValue' }] }, 'c']] },
    'a,c',
  ],
  ['Base64', { 'Fn::Base64': 'hello' }, 'aGVsbG8='],
  ['a number', 7, '7'],
])('%s', (_, value, expected) => {
  expect(resolved(value)).toBe(expected);
});

test.each<[string, Json, string]>([
  [
    'an unknown intrinsic',
    { 'Fn::Cidr': ['10.0.0.0/16', 1, 1] },
    'stack One, output Value: the intrinsic Fn::Cidr is not supported',
  ],
  ['an unknown name', { Ref: 'Nobody' }, 'Ref finds no Nobody in its stack'],
  ['a resource that a condition leaves out', { Ref: 'OnlyInProd' }, 'Ref finds no OnlyInProd in its stack'],
  ['an unknown attribute', { 'Fn::GetAtt': ['Topic', 'Colour'] }, 'the attribute Topic.Colour is not supported'],
  ['an unknown attribute in Sub', { 'Fn::Sub': '${Topic.Colour}' }, 'the attribute Topic.Colour is not supported'],
  ['an unknown condition', { 'Fn::If': ['Maybe', 1, 2] }, 'there is no condition Maybe'],
  [
    'an unknown mapping',
    { 'Fn::FindInMap': ['Zones', 'eu-west-1', 'name'] },
    'the mapping Zones has no value for eu-west-1, name',
  ],
  ['a selection past the end', { 'Fn::Select': [9, ['a']] }, 'Fn::Select finds no item 9'],
  ['an unknown export', { 'Fn::ImportValue': 'nothing' }, 'no stack before this one exports nothing'],
  [
    'an output of an unknown stack',
    { 'Fn::GetStackOutput': { StackName: 'Two', OutputName: 'X' } },
    'no stack before this one has the output Two.X',
  ],
  ['an intrinsic with company', { Ref: 'Stage', Other: 1 }, 'Ref must stand alone'],
  ['a list where text belongs', ['a'], 'its value must resolve to text'],
])('%s is refused', (_, value, expected) => {
  expect(() => resolved(value)).toThrow(expected);
});

test('names that need each other are told, not followed for ever', () => {
  const template = {
    Resources: {
      A: { Type: 'AWS::SNS::Topic', Properties: { TopicName: { 'Fn::GetAtt': ['B', 'TopicName'] } } },
      B: { Type: 'AWS::SNS::Topic', Properties: { TopicName: { 'Fn::GetAtt': ['A', 'TopicName'] } } },
    },
  };
  expect(() => read({ name: 'One', template })).toThrow('its name depends on itself');
});

test('a condition that needs itself is told, not followed for ever', () => {
  const Conditions = { A: { 'Fn::Not': [{ Condition: 'A' }] } };
  const template = { Conditions, Outputs: { Value: { Value: { 'Fn::If': ['A', 1, 2] } } } };
  expect(() => read({ name: 'One', template })).toThrow('the condition A depends on itself');
});

test('exports and outputs reach later stacks, whatever the order in the manifest', () => {
  const first: TestStack = {
    name: 'First',
    template: {
      ...base,
      Outputs: {
        Bus: { Value: { 'Fn::GetAtt': ['Bus', 'Name'] }, Export: { Name: { 'Fn::Sub': '${AWS::StackName}:Bus' } } },
      },
    },
  };
  const second: TestStack = {
    name: 'Second',
    after: ['First'],
    template: {
      Outputs: {
        Strong: { Value: { 'Fn::ImportValue': 'First:Bus' } },
        Weak: {
          Value: { 'Fn::GetStackOutput': { StackName: 'First', OutputName: 'Bus', Region: { Ref: 'AWS::Region' } } },
        },
      },
    },
  };
  expect(read(second, first).outputs.Second).toEqual({ Strong: 'house-dev', Weak: 'house-dev' });
});

test('an output of another region is refused', () => {
  const value = { 'Fn::GetStackOutput': { StackName: 'One', OutputName: 'X', Region: 'eu-west-1' } };
  expect(() => resolved(value)).toThrow('across regions or accounts');
});

test('a stack without an environment goes where the caller says; two places are one too many', () => {
  const open = withOutput({ Ref: 'AWS::Region' });
  expect(read({ ...open, environment: 'aws://unknown-account/unknown-region' })).toMatchObject({
    ...home,
    outputs: { One: { Value: 'eu-west-1' } },
  });
  expect(() => read(open, { ...withOutput('x', 'Two'), environment: 'aws://111122223333/us-west-2' })).toThrow(
    'the local cloud is one account and region',
  );
});

test('parameters take the assembly’s values; one without any is a fault', () => {
  const template = { Parameters: { Size: { Type: 'Number' } }, Outputs: { Value: { Value: { Ref: 'Size' } } } };
  expect(read({ name: 'One', template, parameters: { Size: '3' } }).outputs.One).toEqual({ Value: '3' });
  expect(() => read({ name: 'One', template })).toThrow('the parameter Size has no value and no default');
});

test('a folder without an assembly is one sentence', () => {
  expect(() => readCloud('/nowhere', home)).toThrow('/nowhere/manifest.json: is missing; run `npx cdk synth` first');
});
