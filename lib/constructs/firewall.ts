import { CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { type House, houseName } from '../house.ts';

/** AWS's own lists that fit an API of JSON: common attacks, and inputs known to be bad. */
const lists = ['AWSManagedRulesCommonRuleSet', 'AWSManagedRulesKnownBadInputsRuleSet'];

/** The common list stops bodies over 8 kB, which a repair order with all its lines passes. */
const largerBodies = [{ name: 'SizeRestrictions_BODY', actionToUse: { count: {} } }];

const seen = (metricName: string) => ({ cloudWatchMetricsEnabled: true, metricName, sampledRequestsEnabled: false });

/** A web application firewall in front of a stage of the API. */
export class Firewall extends Construct {
  constructor(scope: Construct, id: string, props: { readonly house: House; readonly stageArn: string }) {
    super(scope, id);
    const name = houseName(props.house);
    const acl = new CfnWebACL(this, 'Rules', {
      name,
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      visibilityConfig: seen(name),
      rules: lists.map((list, priority) => ({
        name: list,
        priority,
        overrideAction: { none: {} },
        statement: {
          managedRuleGroupStatement: {
            vendorName: 'AWS',
            name: list,
            ...(list === 'AWSManagedRulesCommonRuleSet' ? { ruleActionOverrides: largerBodies } : {}),
          },
        },
        visibilityConfig: seen(list),
      })),
    });
    new CfnWebACLAssociation(this, 'Stage', { resourceArn: props.stageArn, webAclArn: acl.attrArn });
  }
}
