import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { followUps } from '../../core/follow-ups/index.ts';
import { renderMachine } from '../../core/kernel/machine.ts';
import { publicPages } from '../../core/links/index.ts';
import { routes } from '../../core/routes.ts';
import { type Group, readGroup } from '../../lib/group.ts';
import { lanekeep } from '../../lib/lanekeep.ts';
import type { GatewayRoute } from '../../lib/openapi/gateway.ts';
import { functionNames } from '../../scripts/bundle.ts';

/** A resource of a template, with its stack and logical id. */
export interface Resource {
  readonly stack: string;
  readonly id: string;
  readonly Type: string;
  // Templates are read as they are.
  readonly Properties: any;
  readonly DeletionPolicy?: string;
}

/** What the application synthesises, without bundles and without the checks that `npm run check` makes. */
export interface Synthesised {
  readonly stacks: readonly string[];
  readonly resources: readonly Resource[];
  of(type: string): readonly Resource[];
  /** The resource that a `Ref` or `Fn::GetAtt` of a stack points to. */
  pointed(stack: string, reference: unknown): Resource | undefined;
}

const root = join(import.meta.dirname, '..', '..');

/** Empty stand-ins for the bundles: what is in them changes no template. */
function emptyBundles(folder: string): string {
  const bundles = join(folder, 'bundles');
  for (const name of functionNames()) {
    mkdirSync(join(bundles, name), { recursive: true });
    writeFileSync(join(bundles, name, 'index.mjs'), `// ${name}`);
  }
  return bundles;
}

/** Synthesises the application for the sample group, changed as a test wants it, with the routes it wants. */
export function synthesise(
  change: (group: Group) => Group = (group) => group,
  offered: readonly GatewayRoute[] = routes,
): Synthesised {
  process.env['CDK_VALIDATION'] = 'false';
  const folder = mkdtempSync(join(tmpdir(), 'lanekeep-stacks-'));
  const { context } = JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8')) as { context: Record<string, unknown> };
  const app = new App({ context, outdir: join(folder, 'out'), analyticsReporting: false });
  lanekeep(
    app,
    { group: change(readGroup('sample')), bundles: emptyBundles(folder) },
    {
      routes: offered,
      pages: publicPages,
      followUps: followUps.map((each) => ({ ...each, definition: JSON.stringify(renderMachine(each)) })),
    },
  );
  const { stacks } = app.synth();
  const resources = stacks.flatMap(({ stackName, template }) =>
    Object.entries(template.Resources as Record<string, Resource>).map(([id, resource]) => ({
      ...resource,
      stack: stackName,
      id,
    })),
  );
  return {
    stacks: stacks.map(({ stackName }) => stackName),
    resources,
    of: (type) => resources.filter((each) => each.Type === type),
    pointed: (stack, reference) => {
      const id = target(reference);
      return resources.find((each) => each.stack === stack && each.id === id);
    },
  };
}

function target(reference: unknown): string | undefined {
  if (typeof reference !== 'object' || reference === null) return undefined;
  if ('Ref' in reference && typeof reference.Ref === 'string') return reference.Ref;
  const attribute = 'Fn::GetAtt' in reference ? reference['Fn::GetAtt'] : undefined;
  return Array.isArray(attribute) ? String(attribute[0]) : undefined;
}
