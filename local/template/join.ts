/** Joins what was declared apart (a role and its policies, a queue and its policy) and checks that references lead somewhere. */
import type { Place } from './assembly.ts';
import type { Faults } from './faults.ts';
import { functionNameOf } from './identity.ts';
import { managedByAws } from './managed-policies.ts';
import type { ApiModel, CloudModel, FunctionModel, QueueModel, RoleModel, TopicModel, UserPoolModel } from './model.ts';
import type { Parts } from './parts.ts';

type Joined = Omit<CloudModel, 'account' | 'region' | 'partition' | 'outputs' | 'inert'>;

export function joinParts(parts: Parts, place: Place, faults: Faults): Joined {
  const keyArn = keyFinder(parts);
  const defaultBus = {
    name: 'default',
    arn: `arn:${place.partition}:events:${place.region}:${place.account}:event-bus/default`,
  };
  const joined: Joined = {
    roles: joinRoles(parts, faults),
    keys: parts.keys,
    tables: parts.tables.map((table) => ({
      ...table,
      ...(table.keyArn !== undefined && { keyArn: keyArn(table.keyArn) }),
    })),
    functions: joinFunctions(parts, faults),
    sourceMappings: parts.sourceMappings,
    buses: [defaultBus, ...parts.buses],
    rules: parts.rules,
    queues: joinQueues(parts, keyArn, faults),
    topics: joinTopics(parts, keyArn, faults),
    eventDestinations: parts.eventDestinations,
    receiptRules: parts.receiptRules,
    machines: parts.machines,
    apis: joinApis(parts, faults),
    userPools: joinUserPools(parts),
  };
  checkReferences(joined, faults);
  return joined;
}

/** Keys are mentioned by ARN, id or alias. */
function keyFinder({ keys, aliases }: Parts): (mention: string) => string {
  return (mention) => {
    const target = aliases.find(({ name }) => name === mention)?.target ?? mention;
    return keys.find(({ arn }) => arn === target || arn.endsWith(`/${target}`))?.arn ?? target;
  };
}

function joinRoles(parts: Parts, faults: Faults): readonly RoleModel[] {
  for (const { roleNames } of parts.attachments) {
    for (const name of roleNames) {
      if (!parts.roles.some((role) => role.name === name))
        faults.add(`policy of role ${name}`, 'there is no such role');
    }
  }
  return parts.roles.map(({ arn, name, statements, managedPolicyArns }) => {
    const managed = managedPolicyArns.flatMap((policyArn) => {
      const known =
        parts.managedPolicies.find((policy) => policy.arn === policyArn)?.statements ?? managedByAws(policyArn);
      if (known === undefined)
        faults.add(`role ${name}`, `the managed policy ${policyArn} is not supported by the local cloud`);
      return known ?? [];
    });
    const attached = parts.attachments
      .filter(({ roleNames }) => roleNames.includes(name))
      .flatMap((one) => one.statements);
    return { arn, name, statements: [...statements, ...managed, ...attached] };
  });
}

function joinFunctions(parts: Parts, faults: Faults): readonly FunctionModel[] {
  const known = (name: string) => parts.functions.some((one) => one.name === name);
  for (const { functionName } of [...parts.permissions, ...parts.asynchronous]) {
    if (!known(functionName))
      faults.add(`permission or retry rule of function ${functionName}`, 'there is no such function');
  }
  return parts.functions.map((one) => {
    const rule = parts.asynchronous.find(({ functionName }) => functionName === one.name)?.rule;
    const permissions = parts.permissions.filter(({ functionName }) => functionName === one.name);
    return {
      ...one,
      permissions: permissions.map(({ statement }) => statement),
      ...(rule && { asynchronous: { ...one.asynchronous, ...rule } }),
    };
  });
}

function joinQueues(parts: Parts, keyArn: (mention: string) => string, faults: Faults): readonly QueueModel[] {
  for (const url of parts.queuePolicies.flatMap(({ urls }) => urls)) {
    if (!parts.queues.some((queue) => queue.url === url))
      faults.add(`policy of queue ${url}`, 'there is no such queue');
  }
  return parts.queues.map((queue) => ({
    ...queue,
    policy: parts.queuePolicies.filter(({ urls }) => urls.includes(queue.url)).flatMap(({ statements }) => statements),
    ...(queue.keyArn !== undefined && { keyArn: keyArn(queue.keyArn) }),
  }));
}

function joinTopics(parts: Parts, keyArn: (mention: string) => string, faults: Faults): readonly TopicModel[] {
  const known = (arn: string) => parts.topics.some((topic) => topic.arn === arn);
  for (const arn of parts.topicPolicies.flatMap(({ arns }) => arns)) {
    if (!known(arn)) faults.add(`policy of topic ${arn}`, 'there is no such topic');
  }
  for (const { arn, topicArn } of [...parts.subscriptions, ...parts.receiptRules]) {
    if (!known(topicArn)) faults.add(arn, `its topic ${topicArn} is not in this assembly`);
  }
  for (const { configurationSet, topicArn } of parts.eventDestinations) {
    if (!known(topicArn))
      faults.add(`configuration set ${configurationSet}`, `its topic ${topicArn} is not in this assembly`);
  }
  return parts.topics.map((topic) => ({
    ...topic,
    subscriptions: parts.subscriptions.filter(({ topicArn }) => topicArn === topic.arn),
    policy: parts.topicPolicies.filter(({ arns }) => arns.includes(topic.arn)).flatMap(({ statements }) => statements),
    ...(topic.keyArn !== undefined && { keyArn: keyArn(topic.keyArn) }),
  }));
}

function joinApis(parts: Parts, faults: Faults): readonly ApiModel[] {
  return parts.apis.map((api) => {
    const stages = parts.stages.filter(({ apiId }) => apiId === api.id);
    if (stages.length !== 1)
      faults.add(`API ${api.id}`, `it has ${stages.length} stages; the local cloud serves exactly one`);
    const own = parts.gatewayResponses.filter(({ apiId }) => apiId === api.id).map(({ response }) => response);
    return { ...api, stage: stages[0]?.name ?? '', gatewayResponses: [...api.gatewayResponses, ...own] };
  });
}

function joinUserPools(parts: Parts): readonly UserPoolModel[] {
  return parts.userPools.map(({ id, arn }) => ({
    id,
    arn,
    clientIds: parts.poolClients.filter(({ poolId }) => poolId === id).map(({ clientId }) => clientId),
    groups: parts.poolGroups.filter(({ poolId }) => poolId === id).map(({ group }) => group),
  }));
}

/** A reference that leads nowhere would fail at the first deploy; here it fails at the start. */
function checkReferences(cloud: Joined, faults: Faults): void {
  const arns = (things: readonly { readonly arn: string }[]) => new Set(things.map(({ arn }) => arn));
  const roles = arns(cloud.roles);
  const functions = arns(cloud.functions);
  const queues = arns(cloud.queues);
  const targets = new Set([...functions, ...queues, ...arns(cloud.machines), ...arns(cloud.buses)]);
  const sources = new Set([...queues, ...cloud.tables.flatMap(({ streamArn }) => streamArn ?? [])]);
  const expect = (where: string, arn: string | undefined, among: ReadonlySet<string>, what: string) => {
    if (arn !== undefined && !among.has(arn)) faults.add(where, `its ${what} ${arn} is not in this assembly`);
  };
  for (const { name, roleArn, asynchronous } of cloud.functions) {
    expect(`function ${name}`, roleArn, roles, 'role');
    expect(`function ${name}`, asynchronous?.onFailureArn, queues, 'dead-letter queue');
  }
  for (const { name, roleArn } of cloud.machines) expect(`machine ${name}`, roleArn, roles, 'role');
  for (const { functionName, sourceArn, onFailureArn } of cloud.sourceMappings) {
    expect(`source mapping of ${functionName}`, sourceArn, sources, 'source');
    expect(`source mapping of ${functionName}`, onFailureArn, queues, 'failure destination');
    if (!cloud.functions.some(({ name }) => name === functionNameOf(functionName))) {
      faults.add(`source mapping of ${functionName}`, 'there is no such function');
    }
  }
  for (const { arn, functionArn, deadLetterArn } of cloud.topics.flatMap(({ subscriptions }) => subscriptions)) {
    expect(`subscription ${arn}`, functionArn, functions, 'function');
    expect(`subscription ${arn}`, deadLetterArn, queues, 'dead-letter queue');
  }
  for (const rule of cloud.rules) {
    if (!cloud.buses.some(({ name }) => name === rule.busName))
      faults.add(`rule ${rule.name}`, `there is no bus ${rule.busName}`);
    for (const target of rule.targets) {
      expect(`rule ${rule.name}, target ${target.id}`, target.arn, targets, 'target');
      expect(`rule ${rule.name}, target ${target.id}`, target.deadLetterArn, queues, 'dead-letter queue');
    }
  }
  for (const { id, methods } of cloud.apis) {
    for (const { method, path, functionArn } of methods)
      expect(`API ${id}, ${method} ${path}`, functionArn, functions, 'function');
  }
}
