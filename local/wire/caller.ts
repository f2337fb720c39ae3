/** Who calls: the access key in the request's signature names a function's role, or else an operator. */
import type { IncomingHttpHeaders } from 'node:http';

/** Reads the role of a signed request; undefined for an operator, who may do everything. */
export function readCaller(
  headers: IncomingHttpHeaders,
  rolesByKeyId: ReadonlyMap<string, string>,
): string | undefined {
  const keyId = /Credential=([^/,\s]+)\//.exec(headers.authorization ?? '')?.[1];
  return keyId === undefined ? undefined : rolesByKeyId.get(keyId);
}

/** The service that the request was signed for (`sqs`, `events`, …); undefined when it is not signed. */
export function signedService(headers: IncomingHttpHeaders): string | undefined {
  return /Credential=[^/,\s]+\/\d+\/[^/,\s]+\/([^/,\s]+)\/aws4_request/.exec(headers.authorization ?? '')?.[1];
}
