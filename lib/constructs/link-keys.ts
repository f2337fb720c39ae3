import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { type House, houseName } from '../house.ts';
import type { Grant } from './grant.ts';

/**
 * The keys that sign one-tap links, by the short names that every link carries. The first one signs, all of them check;
 * so a key is changed by putting a new name first (`links.keys` of the group's settings), and its name is taken out once
 * its last link has expired. Their policy leaves it to roles: signing to the doors that send, checking to the public one.
 */
export class LinkKeys extends Construct {
  /** `1=<ARN>`: what a door that signs is told. */
  readonly signing: string;
  /** The same for a door that checks: with the older keys. */
  readonly checking: string;
  readonly maySign: Grant;
  readonly mayCheck: Grant;

  constructor(scope: Construct, id: string, props: { readonly house: House }) {
    super(scope, id);
    const { house } = props;
    const keys = house.group.links.keys.map((name): readonly [string, string] => {
      const key = new Key(this, `Key-${name}`, {
        alias: houseName(house, 'links', name),
        description: `Signs the links in messages of ${houseName(house)}, as key ${name}.`,
        keySpec: KeySpec.HMAC_256,
        keyUsage: KeyUsage.GENERATE_VERIFY_MAC,
        pendingWindow: Duration.days(30),
        removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
      });
      return [name, key.keyArn];
    });
    const told = keys.map(([name, arn]) => `${name}=${arn}`);
    this.signing = told.slice(0, 1).join(',');
    this.checking = told.join(',');
    const arns = keys.map(([, arn]) => arn);
    this.maySign = { actions: ['kms:GenerateMac'], resources: arns.slice(0, 1) };
    this.mayCheck = { actions: ['kms:VerifyMac'], resources: arns };
  }
}
