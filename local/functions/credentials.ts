/** Access keys that name a function's role, so that the wire knows from a request's signature who calls. */
import { createHash } from 'node:crypto';
import type { FunctionModel } from '../template/model.ts';

/** The access key id of a role: looks like a temporary one of AWS and is the same at every start. */
export function keyIdOf(roleArn: string): string {
  return `ASIA${createHash('sha256').update(roleArn).digest('hex').slice(0, 16).toUpperCase()}`;
}

/** From access key ids back to the roles of these functions. */
export function rolesByKeyId(functions: readonly FunctionModel[]): ReadonlyMap<string, string> {
  return new Map(functions.map(({ roleArn }) => [keyIdOf(roleArn), roleArn]));
}
