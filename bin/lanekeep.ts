/** The CDK app: a group's settings and core's declarations in, stacks out. */
import { App } from 'aws-cdk-lib';
import { followUps } from '../core/follow-ups/index.ts';
import { renderMachine } from '../core/kernel/machine.ts';
import { publicPages } from '../core/links/index.ts';
import { routes } from '../core/routes.ts';
import { readGroup } from '../lib/group.ts';
import { lanekeep } from '../lib/lanekeep.ts';
import { bundle } from '../scripts/bundle.ts';

const app = new App();
const group = readGroup(String(app.node.tryGetContext('group') ?? 'sample'));
const { folder } = await bundle();
lanekeep(
  app,
  { group, bundles: folder },
  {
    routes,
    pages: publicPages,
    followUps: followUps.map((each) => ({ ...each, definition: JSON.stringify(renderMachine(each), null, 2) })),
  },
);
app.synth();
