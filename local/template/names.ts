/** Names for resources that the template leaves unnamed: made from stack and logical id, so every start gives the same. */
import { createHash } from 'node:crypto';

/** `<stack>-<logical id>`, cut with a fingerprint when it is longer than the service allows. */
export function physicalName(stack: string, logicalId: string, longest: number): string {
  const name = `${stack}-${logicalId}`;
  return name.length <= longest ? name : `${name.slice(0, longest - 9)}-${fingerprint(name).slice(0, 8)}`;
}

/** 64 hexadecimal digits that depend on nothing but the text. */
export function fingerprint(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** A fingerprint in the shape of a UUID. */
export function uuidFor(text: string): string {
  const digits = fingerprint(text);
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    digits.slice(12, 16),
    digits.slice(16, 20),
    digits.slice(20, 32),
  ].join('-');
}
