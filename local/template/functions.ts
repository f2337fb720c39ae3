/** Lambda functions, who may invoke them, and the streams and queues that they read. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { functionNameOf } from './identity.ts';
import { type Json, parseJson } from './json.ts';
import type { ReadResource, Resource } from './parts.ts';
import type { Properties } from './properties.ts';

/** The extensions under which Lambda's Node runtime looks for a handler's file. */
const extensions = ['.js', '.mjs', '.cjs'];

function assetOf({ properties, asset, fault }: Resource, handler: string): string {
  const code = properties.object('Code');
  code?.text('S3Bucket');
  const key = code?.text('S3Key');
  const path = key === undefined ? undefined : asset(key);
  if (path === undefined) {
    fault(`property Code names no asset of this assembly${key === undefined ? '' : ` (${key})`}`);
    return '';
  }
  const file = handler.slice(0, handler.lastIndexOf('.'));
  if (!existsSync(path)) fault(`its asset ${path} is missing; synthesise again`);
  else if (!extensions.some((extension) => existsSync(join(path, file + extension)))) {
    fault(`its asset ${path} has no file for the handler ${handler}`);
  }
  return path;
}

const readFunction: ReadResource = (resource, parts) => {
  const { identity, properties } = resource;
  properties.text('FunctionName');
  const runtime = properties.needed('Runtime');
  if (!runtime.startsWith('nodejs')) properties.refuse('Runtime', `the runtime ${runtime}`);
  const handler = properties.needed('Handler');
  const logGroup = properties.object('LoggingConfig')?.text('LogGroup');
  const deadLetter = properties.object('DeadLetterConfig')?.needed('TargetArn');
  parts.functions.push({
    name: identity.ref,
    arn: identity.attributes.Arn ?? '',
    roleArn: properties.needed('Role'),
    assetPath: assetOf(resource, handler),
    handler,
    environment: properties.object('Environment')?.entries('Variables') ?? {},
    timeoutSeconds: properties.number('Timeout') ?? 3,
    memoryMb: properties.number('MemorySize') ?? 128,
    permissions: [],
    ...(logGroup !== undefined && { logGroup }),
    ...(deadLetter !== undefined && {
      asynchronous: { ...lambdasOwn, onFailureArn: deadLetter, onFailureForm: 'event' },
    }),
  });
};

/** What Lambda does with asynchronous invocations unless told otherwise. */
const lambdasOwn = { maximumRetryAttempts: 2, maximumEventAgeSeconds: 21_600 };

const readInvokeConfig: ReadResource = ({ properties }, parts) => {
  const qualifier = properties.needed('Qualifier');
  if (qualifier !== '$LATEST') properties.refuse('Qualifier', `the qualifier ${qualifier}`);
  const onFailureArn = onFailure(properties);
  parts.asynchronous.push({
    functionName: functionNameOf(properties.needed('FunctionName')),
    rule: {
      maximumRetryAttempts: properties.number('MaximumRetryAttempts') ?? lambdasOwn.maximumRetryAttempts,
      maximumEventAgeSeconds: properties.number('MaximumEventAgeInSeconds') ?? lambdasOwn.maximumEventAgeSeconds,
      ...(onFailureArn !== undefined && { onFailureArn, onFailureForm: 'record' }),
    },
  });
};

function onFailure(properties: Properties): string | undefined {
  return properties.object('DestinationConfig')?.object('OnFailure')?.needed('Destination');
}

const readPermission: ReadResource = ({ properties, partition, region, account }, parts) => {
  const functionName = functionNameOf(properties.needed('FunctionName'));
  const sourceArn = properties.text('SourceArn');
  const sourceAccount = properties.text('SourceAccount');
  parts.permissions.push({
    functionName,
    statement: {
      effect: 'Allow',
      actions: [properties.needed('Action')],
      resources: [`arn:${partition}:lambda:${region}:${account}:function:${functionName}`],
      principals: [properties.needed('Principal')],
      conditions: {
        ...(sourceArn !== undefined && { ArnLike: { 'aws:SourceArn': [sourceArn] } }),
        ...(sourceAccount !== undefined && { StringEquals: { 'aws:SourceAccount': [sourceAccount] } }),
      },
    },
  });
};

function readFilters(properties: Properties, fault: (sentence: string) => void): readonly Json[] {
  const filters = properties.object('FilterCriteria')?.objects('Filters') ?? [];
  return filters.flatMap((filter) => {
    const pattern = filter.needed('Pattern');
    try {
      return [parseJson(pattern)];
    } catch {
      fault(`property FilterCriteria.Filters.Pattern is not JSON: ${pattern}`);
      return [];
    }
  });
}

const readSourceMapping: ReadResource = ({ identity, properties, fault }, parts) => {
  const sourceArn = properties.needed('EventSourceArn');
  const responses = properties.texts('FunctionResponseTypes');
  const onFailureArn = onFailure(properties);
  parts.sourceMappings.push({
    id: identity.ref,
    functionName: functionNameOf(properties.needed('FunctionName')),
    sourceArn,
    enabled: properties.flag('Enabled') ?? true,
    batchSize: properties.number('BatchSize') ?? (sourceArn.includes(':sqs:') ? 10 : 100),
    batchingWindowSeconds: properties.number('MaximumBatchingWindowInSeconds') ?? 0,
    filters: readFilters(properties, fault),
    bisectOnError: properties.flag('BisectBatchOnFunctionError') ?? false,
    maximumRetryAttempts: properties.number('MaximumRetryAttempts') ?? -1,
    maximumRecordAgeSeconds: properties.number('MaximumRecordAgeInSeconds') ?? -1,
    reportItemFailures: responses.includes('ReportBatchItemFailures'),
    parallelization: properties.number('ParallelizationFactor') ?? 1,
    ...(onFailureArn !== undefined && { onFailureArn }),
  });
};

export const functionReaders = {
  'AWS::Lambda::Function': readFunction,
  'AWS::Lambda::EventInvokeConfig': readInvokeConfig,
  'AWS::Lambda::Permission': readPermission,
  'AWS::Lambda::EventSourceMapping': readSourceMapping,
} satisfies Record<string, ReadResource>;
