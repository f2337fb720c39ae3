import { type App, type Stack, Tags, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { FollowUpPlan } from './constructs/follow-up-machine.ts';
import { type House, houseName } from './house.ts';
import type { GatewayPage, GatewayRoute } from './openapi/gateway.ts';
import { ApiStack } from './stacks/api.ts';
import { DataStack } from './stacks/data.ts';
import { EventsStack } from './stacks/events.ts';
import { FollowUpsStack } from './stacks/follow-ups.ts';
import { IntakeStack } from './stacks/intake.ts';
import { OperationsStack } from './stacks/operations.ts';

/** What is deployed, beside the group's settings: core's declarations. */
export interface Declarations {
  readonly routes: readonly GatewayRoute[];
  readonly pages: readonly GatewayPage[];
  readonly followUps: readonly FollowUpPlan[];
}

/** The stacks of a group, in the order in which they are deployed. */
export function lanekeep(app: App, house: House, { routes, pages, followUps }: Declarations): readonly Stack[] {
  const env = { account: house.group.account, region: house.group.region };
  const stack = (name: string, description: string) => ({ house, env, stackName: houseName(house, name), description });

  const data = new DataStack(app, 'data', stack('data', 'Lanekeep: the table'));
  const { table } = data;
  const events = new EventsStack(app, 'events', {
    ...stack('events', 'Lanekeep: news for the house and its people'),
    table,
  });
  const { busName, tell } = events;
  const api = new ApiStack(app, 'api', {
    ...stack('api', 'Lanekeep: what staff call, and what customers open from their messages'),
    routes,
    pages,
    table,
    tell,
  });
  const departments = [...new Set(followUps.map((each) => each.department))].sort().map(
    (department) =>
      new FollowUpsStack(app, `follow-ups-${department}`, {
        ...stack(`follow-ups-${department}`, `Lanekeep: the follow-ups of ${department}`),
        department,
        followUps: followUps.filter((each) => each.department === department),
        table,
        busName,
        links: api.links,
        tell,
      }),
  );
  const intake = new IntakeStack(app, 'intake', {
    ...stack('intake', 'Lanekeep: what customers write back, and what becomes of messages'),
    table,
    tell,
  });
  const operations = new OperationsStack(app, 'operations', {
    ...stack('operations', 'Lanekeep: the sweeper and the dashboard'),
    table,
    followUps,
    tell,
  });

  const order = [data, events, api, ...departments, intake, operations];
  order.forEach((each, index) => {
    const before = order[index - 1];
    if (before !== undefined) each.addStackDependency(before);
    Tags.of(each).add('lanekeep:stage', house.group.stage, { excludeResourceTypes: ['AWS::CloudWatch::Dashboard'] });
  });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return order;
}
