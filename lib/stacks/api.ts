import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Firewall } from '../constructs/firewall.ts';
import { type Grant, getRows, readRows, type TableHandle, writeRows } from '../constructs/grant.ts';
import { HouseFunction } from '../constructs/house-function.ts';
import { LinkKeys } from '../constructs/link-keys.ts';
import { RouteApi } from '../constructs/route-api.ts';
import { StaffSignIn } from '../constructs/staff-sign-in.ts';
import type { House } from '../house.ts';
import type { GatewayPage, GatewayRoute } from '../openapi/gateway.ts';

export interface ApiStackProps extends StackProps {
  readonly house: House;
  readonly routes: readonly GatewayRoute[];
  readonly pages: readonly GatewayPage[];
  readonly table: TableHandle;
  readonly tell: string;
}

/** What a stack that sends links is told, and what its role may. */
export interface LinksHandle {
  readonly environment: Readonly<Record<string, string>>;
  readonly maySign: Grant;
}

/** What staff and their applications call, and where they sign in; and what customers open from their messages. */
export class ApiStack extends Stack {
  readonly links: LinksHandle;

  constructor(scope: Construct, id: string, props: ApiStackProps) {
    super(scope, id, props);
    const { house, table, tell } = props;
    const signIn = new StaffSignIn(this, 'SignIn', { house });
    const door = new HouseFunction(this, 'StaffApi', {
      house,
      door: 'staff-api',
      impact: 'Staff can neither see nor change promises, orders and appointments.',
      timeout: Duration.seconds(28),
      memoryMb: 1024,
      environment: { TABLE_NAME: table.name, CORS_ORIGINS: house.group.api.origins.join(',') },
      may: [readRows(table, 'story', 'desk', 'board'), writeRows(table)],
      invoked: 'directly',
      tell,
    });
    const keys = new LinkKeys(this, 'LinkKeys', { house });
    const pagesDoor = new HouseFunction(this, 'PublicLinks', {
      house,
      door: 'public-links',
      impact: 'Links in messages open nothing: customers cannot confirm, cancel or unsubscribe with one tap.',
      timeout: Duration.seconds(15),
      environment: { TABLE_NAME: table.name, LINK_KEYS: keys.checking },
      may: [getRows(table), writeRows(table), keys.mayCheck],
      invoked: 'directly',
      tell,
    });
    const api = new RouteApi(this, 'Routes', {
      house,
      routes: props.routes,
      door,
      pages: props.pages,
      pagesDoor,
      userPoolArn: signIn.userPoolArn,
      tell,
    });
    if (house.group.api.firewall) new Firewall(this, 'Firewall', { house, stageArn: api.stageArn });
    this.links = { environment: { PUBLIC_URL: api.url, LINK_KEYS: keys.signing }, maySign: keys.maySign };

    new CfnOutput(this, 'ApiUrl', { value: api.url });
    new CfnOutput(this, 'UserPoolId', { value: signIn.userPoolId });
    new CfnOutput(this, 'ClientId', { value: signIn.clientId });
  }
}
