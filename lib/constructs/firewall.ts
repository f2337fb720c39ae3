import { CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { type House, houseName } from '../house.ts';

/** AWS's own lists that fit an API of JSON: common attacks, and inputs known to be bad. */
const lists = ['AWSManagedRulesCommonRuleSet', 'AWSManagedRulesKnownBadInputsRuleSet'];

/**
 * Rules of the common list that only count: it stops bodies over 8 kB, which a repair order with all its lines passes, and
 * callers that do not name their program, among them mail programs that unsubscribe with one click (RFC 8058).
 */
const counted = ['SizeRestrictions_BODY', 'NoUserAgent_HEADER'].map((name) => ({ name, actionToUse: { count: {} } }));

/** Calls of links that one address may make in five minutes. A mail provider's servers unsubscribe for many. */
const linkCallsPerAddress = 1000;

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
      rules: [
        { ...manyLinks(), priority: lists.length },
        ...lists.map((list, priority) => ({
          name: list,
          priority,
          overrideAction: { none: {} },
          statement: {
            managedRuleGroupStatement: {
              vendorName: 'AWS',
              name: list,
              ...(list === 'AWSManagedRulesCommonRuleSet' ? { ruleActionOverrides: counted } : {}),
            },
          },
          visibilityConfig: seen(list),
        })),
      ],
    });
    new CfnWebACLAssociation(this, 'Stage', { resourceArn: props.stageArn, webAclArn: acl.attrArn });
  }
}

/** Who tries links by the thousand is not a customer. */
const manyLinks = () => ({
  name: 'ManyLinks',
  action: { block: {} },
  statement: {
    rateBasedStatement: {
      aggregateKeyType: 'IP',
      limit: linkCallsPerAddress,
      scopeDownStatement: {
        byteMatchStatement: {
          fieldToMatch: { uriPath: {} },
          positionalConstraint: 'CONTAINS',
          searchString: '/links/',
          textTransformations: [{ priority: 0, type: 'NONE' }],
        },
      },
    },
  },
  visibilityConfig: seen('ManyLinks'),
});
