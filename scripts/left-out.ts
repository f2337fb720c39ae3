/** What libraries carry that no function of ours runs: a stand-in takes its place in the bundles. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';

const standIn = (name: string): string => join(import.meta.dirname, 'left-out', `${name}.ts`);

/** By the name under which it is imported. Each stand-in says why nothing is missed. */
const packages: Readonly<Record<string, string>> = {
  '@aws-sdk/credential-provider-node': standIn('credentials'),
  '@aws-sdk/endpoint-cache': standIn('endpoint-cache'),
  '@smithy/core/event-streams': standIn('event-streams'),
};

const jsonSchemaOfZod = /\/(?:to-json-schema|json-schema-processors)\.js$/;

/** Puts the stand-ins in their places. What a library no longer imports under these names is simply not replaced. */
export const leftOut: Plugin = {
  name: 'left-out',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^@(?:aws-sdk|smithy)\// }, ({ path }) => {
      const found = packages[path];
      return found === undefined ? undefined : { path: found };
    });
    onResolve({ filter: jsonSchemaOfZod }, ({ importer }) =>
      /[/\\]zod[/\\]/.test(importer) ? { path: standIn('json-schema') } : undefined,
    );
    // A client names its version to the service; it is all that it takes from its own package.json.
    onLoad({ filter: /[/\\]@aws-sdk[/\\]client-[^/\\]+[/\\]package\.json$/ }, ({ path }) => {
      const { version }: { readonly version?: string } = JSON.parse(readFileSync(path, 'utf8'));
      return { contents: JSON.stringify({ version }), loader: 'json' };
    });
  },
};
