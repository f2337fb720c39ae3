/**
 * Whether a call is allowed: the policies of its role, and of the resource, as the template declares them (IAM User
 * Guide, "Policy evaluation logic", inside one account: an explicit deny wins, one allow from either side suffices).
 */
import type { CloudModel, PolicyStatement } from '../template/model.ts';
import type { RequestContext } from './conditions.ts';
import { type EncryptedBy, keyNeeds } from './encryption.ts';
import { type StatementRequest, speaksOf, undecidable } from './statements.ts';

/** Who calls: a function or machine by its role, or a service of AWS by its name (`events.amazonaws.com`). */
export type Caller = { readonly roleArn: string } | { readonly service: string };

export type AccessRequest = Caller & {
  readonly action: string;
  readonly resource: string;
  /** Where the service itself chooses among resources, leave for one of these suffices too. */
  readonly alternatives?: readonly string[];
  /** Condition keys beside those that every request has. */
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
};

export type Decision = { readonly allowed: true } | { readonly allowed: false; readonly because: string };

export interface Permissions {
  /** `because` is the sentence that AWS answers with AccessDenied. */
  allowed(request: AccessRequest): Decision;
}

type Verdict = 'allowed' | 'denied by an identity' | 'denied by a resource' | 'nothing allows it';

/** @throws Error naming every statement that this room could not decide. */
export function openPermissions(model: CloudModel): Permissions {
  refuseUndecidable(model);
  const identities = new Map(model.roles.map(({ arn, statements }) => [arn, statements]));
  const resources = new Map<string, readonly PolicyStatement[]>([
    ...model.functions.map(({ arn, permissions }) => [arn, permissions] as const),
    ...model.queues.map(({ arn, policy }) => [arn, policy] as const),
    ...model.topics.map(({ arn, policy }) => [arn, policy] as const),
    ...model.keys.map(({ arn, policy }) => [arn, policy] as const),
  ]);
  const machines = model.machines.map(({ arn }) => arn);
  const encrypted = encryptions(model);

  const verdict = (caller: Caller, request: StatementRequest): Verdict => {
    const own = ('roleArn' in caller ? identities.get(caller.roleArn) : undefined) ?? [];
    const onResource = resources.get(request.resource) ?? [];
    const spoken = own.filter((statement) => speaksOf(statement, request));
    const answered = onResource.filter((statement) => speaksOf(statement, request));
    if (spoken.some(({ effect }) => effect === 'Deny')) return 'denied by an identity';
    const reach = answered.map((statement) => ({
      effect: statement.effect,
      ...reaches(statement, caller, model.account),
    }));
    if (reach.some(({ effect, directly, byAccount }) => effect === 'Deny' && (directly || byAccount))) {
      return 'denied by a resource';
    }
    if (reach.some(({ directly }) => directly)) return 'allowed';
    // A key opens to identities only when its own policy leaves that to the account.
    const open = !request.action.startsWith('kms:') || reach.some(({ byAccount }) => byAccount);
    return open && spoken.length > 0 ? 'allowed' : 'nothing allows it';
  };

  const decide = (request: AccessRequest): Decision => {
    const context = contextOf(request, model.account);
    const named = [request.resource, ...(request.alternatives ?? [])];
    // A task token belongs to some machine; leave to answer any machine of this cloud is leave to answer.
    const tried = request.action.startsWith('states:SendTask') && request.resource === '*' ? ['*', ...machines] : named;
    const verdicts = tried.map((resource) => verdict(request, { action: request.action, resource, context }));
    const denied = verdicts.find((one) => one === 'denied by an identity' || one === 'denied by a resource');
    if (denied === undefined && verdicts.includes('allowed')) return { allowed: true };
    return { allowed: false, because: sentence(request, denied ?? 'nothing allows it') };
  };

  return {
    allowed(request) {
      const first = decide(request);
      if (!first.allowed) return first;
      for (const need of keyNeeds(request, encrypted, model)) {
        const decision = decide(need);
        if (!decision.allowed) return decision;
      }
      return first;
    },
  };
}

/** Resources that are encrypted with a key of this cloud; keys of AWS itself need no leave. */
function encryptions({ tables, queues, topics, keys }: CloudModel): readonly EncryptedBy[] {
  const own = new Set(keys.map(({ arn }) => arn));
  return [...tables, ...queues, ...topics].flatMap(({ arn, keyArn }) =>
    keyArn !== undefined && own.has(keyArn) ? [{ arn, keyArn }] : [],
  );
}

function refuseUndecidable(model: CloudModel): void {
  const told: string[] = [];
  const look = (where: string, statements: readonly PolicyStatement[]) => {
    for (const statement of statements) told.push(...undecidable(statement).map((one) => `${where}: ${one}`));
  };
  for (const { name, statements } of model.roles) look(`role ${name}`, statements);
  for (const { arn, policy } of model.keys) look(`policy of key ${arn}`, policy);
  for (const { name, policy } of model.queues) look(`policy of queue ${name}`, policy);
  for (const { name, policy } of model.topics) look(`policy of topic ${name}`, policy);
  for (const { name, permissions } of model.functions) look(`policy of function ${name}`, permissions);
  if (told.length > 0)
    throw new Error(`The local cloud cannot decide these policies:\n${told.map((one) => `  - ${one}`).join('\n')}`);
}

function reaches(
  { principals = [] }: PolicyStatement,
  caller: Caller,
  account: string,
): { directly: boolean; byAccount: boolean } {
  const self = 'roleArn' in caller ? caller.roleArn : caller.service;
  return {
    directly: principals.includes('*') || principals.includes(self),
    byAccount: 'roleArn' in caller && principals.some((one) => one === account || one.endsWith(`::${account}:root`)),
  };
}

function contextOf(request: AccessRequest, account: string): RequestContext {
  const context = new Map<string, readonly string[]>([
    // Loopback stands for TLS: policies that demand it are about the road, and there is none.
    ['aws:securetransport', ['true']],
    ['aws:resourceaccount', [account]],
  ]);
  if ('roleArn' in request) {
    context.set('aws:principalarn', [request.roleArn]);
    context.set('aws:principalaccount', [account]);
  } else {
    context.set('aws:sourceaccount', [account]);
  }
  for (const [key, value] of Object.entries(request.context ?? {})) {
    context.set(key.toLowerCase(), typeof value === 'string' ? [value] : value);
  }
  return context;
}

function sentence(request: AccessRequest, verdict: Exclude<Verdict, 'allowed'>): string {
  const { action, resource } = request;
  const self = 'roleArn' in request ? request.roleArn : request.service;
  const start = `User: ${self} is not authorized to perform: ${action} on resource: ${resource}`;
  switch (verdict) {
    case 'denied by an identity':
      return `${start} with an explicit deny in an identity-based policy`;
    case 'denied by a resource':
      return `${start} with an explicit deny in a resource-based policy`;
    case 'nothing allows it': {
      const kind = 'roleArn' in request && !action.startsWith('kms:') ? 'identity' : 'resource';
      return `${start} because no ${kind}-based policy allows the ${action} action`;
    }
    default:
      return verdict satisfies never;
  }
}
