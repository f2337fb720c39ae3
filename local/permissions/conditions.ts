/**
 * Condition blocks of policies (IAM User Guide, "IAM JSON policy elements: Condition operators"). Every operator and
 * key of a block must hold; of several values of one key, one must.
 */
import { fits, fitsArn } from './pattern.ts';

/** What is known of a request, by condition key (lower case); several values for a multivalued key. */
export type RequestContext = ReadonlyMap<string, readonly string[]>;

export type ConditionBlock = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

type Compare = (value: string, operand: string) => boolean;

const same: Compare = (value, operand) => value === operand;
const sameIgnoringCase: Compare = (value, operand) => value.toLowerCase() === operand.toLowerCase();
const like: Compare = (value, operand) => fits(operand, value);
const arn: Compare = (value, operand) => fitsArn(operand, value);

const positive: Readonly<Record<string, Compare>> = {
  StringEquals: same,
  StringEqualsIgnoreCase: sameIgnoringCase,
  StringLike: like,
  // ArnEquals and ArnLike behave alike, says the guide.
  ArnEquals: arn,
  ArnLike: arn,
  Bool: sameIgnoringCase,
  NumericEquals: (value, operand) => Number(value) === Number(operand),
  NumericLessThan: (value, operand) => Number(value) < Number(operand),
  NumericLessThanEquals: (value, operand) => Number(value) <= Number(operand),
  NumericGreaterThan: (value, operand) => Number(value) > Number(operand),
  NumericGreaterThanEquals: (value, operand) => Number(value) >= Number(operand),
};

const negative: Readonly<Record<string, Compare>> = {
  StringNotEquals: same,
  StringNotEqualsIgnoreCase: sameIgnoringCase,
  StringNotLike: like,
  ArnNotEquals: arn,
  ArnNotLike: arn,
};

interface Operator {
  readonly base: string;
  readonly quantifier: string | undefined;
  readonly ifExists: boolean;
}

function parse(operator: string): Operator {
  const [, quantifier, name = ''] = /^(?:(ForAllValues|ForAnyValue):)?(.*)$/.exec(operator) ?? [];
  return { base: name.replace(/IfExists$/, ''), quantifier, ifExists: name.endsWith('IfExists') };
}

/** Whether the operator is one that this room can decide. */
export function knowsOperator(operator: string): boolean {
  const { base } = parse(operator);
  return base === 'Null' || positive[base] !== undefined || negative[base] !== undefined;
}

/** The condition keys that requests of the local cloud carry or, for another service's keys, never carry. */
const keys = [
  'aws:PrincipalAccount',
  'aws:PrincipalArn',
  'aws:ResourceAccount',
  'aws:SecureTransport',
  'aws:SourceAccount',
  'aws:SourceArn',
  'events:source',
  'events:detail-type',
  'kms:CallerAccount',
  'kms:EncryptionContext:*',
  'kms:GrantIsForAWSResource',
  'kms:ViaService',
  'ses:FromAddress',
];

/** Whether the key is one whose value, or absence, this room knows for every request. */
export function knowsKey(key: string): boolean {
  return keys.some((known) => fits(known, key, true));
}

/** Whether every condition of the block holds for the request. */
export function holds(block: ConditionBlock | undefined, context: RequestContext): boolean {
  return Object.entries(block ?? {}).every(([operator, operands]) =>
    Object.entries(operands).every(([key, values]) => decide(parse(operator), context.get(key.toLowerCase()), values)),
  );
}

function decide(
  { base, quantifier, ifExists }: Operator,
  values: readonly string[] | undefined,
  operands: readonly string[],
): boolean {
  if (base === 'Null') return operands.includes(String(values === undefined));
  const negated = negative[base];
  const compare = positive[base] ?? negated;
  if (compare === undefined) return false;
  if (values === undefined || values.length === 0) {
    if (ifExists || quantifier === 'ForAllValues') return true;
    return negated !== undefined && quantifier === undefined;
  }
  const one = (value: string): boolean => {
    const matched = operands.some((operand) => compare(value, operand));
    return negated === undefined ? matched : !matched;
  };
  if (quantifier === 'ForAllValues') return values.every(one);
  // Without a quantifier a negated operator must hold for every value, any other for one of them.
  return negated !== undefined && quantifier === undefined ? values.every(one) : values.some(one);
}
