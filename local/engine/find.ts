import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The engine is not installed on this platform; the message is one sentence with the fix. */
export class EngineMissing extends Error {
  override readonly name = 'EngineMissing';
}

/**
 * The path of the DynamoDB engine for this platform, from the optional package `@dynoxide/<platform>-<arch>`.
 * Throws EngineMissing when the package is not there.
 */
export function findEngine(platform: string = process.platform, arch: string = process.arch): string {
  const name = `@dynoxide/${platform}-${arch}`;
  try {
    const folder = dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
    const binary = join(folder, platform === 'win32' ? 'dynoxide.exe' : 'dynoxide');
    if (existsSync(binary)) return binary;
  } catch {
    // Not installed: the sentence below says what to do.
  }
  throw new EngineMissing(
    `The DynamoDB engine ${name} is not installed: run "npm install --no-save ${name}@1.2.1", or set DYNAMODB_ENDPOINT to any DynamoDB-compatible server.`,
  );
}
