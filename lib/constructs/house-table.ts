import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import { AnyPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { type House, houseName } from '../house.ts';
import type { TableHandle, TableIndex } from './grant.ts';

const indexes: readonly TableIndex[] = ['story', 'desk', 'board', 'due'];

const text = (name: string) => ({ name, type: AttributeType.STRING });

/** The one table: on demand, with its stream, recoverable to any second of 35 days, and safe from a careless delete. */
export class HouseTable extends Construct implements TableHandle {
  readonly name: string;
  readonly arn: string;
  readonly streamArn: string;

  constructor(scope: Construct, id: string, props: { readonly house: House }) {
    super(scope, id);
    this.name = houseName(props.house);
    const table = new Table(this, 'Table', {
      tableName: this.name,
      partitionKey: text('pk'),
      sortKey: text('sk'),
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: tableKey(this, props.house),
      stream: StreamViewType.NEW_AND_OLD_IMAGES,
      timeToLiveAttribute: 'expiresAt',
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    for (const index of indexes) {
      table.addGlobalSecondaryIndex({
        indexName: index,
        partitionKey: text(`${index}Pk`),
        sortKey: text(`${index}Sk`),
        projectionType: ProjectionType.ALL,
      });
    }
    this.arn = table.tableArn;
    this.streamArn = table.tableStreamArn ?? '';
  }
}

/**
 * The group's own key. Whoever may use the table may use the key through the table, and in no other way; so no role
 * of the house names a key, and none can decrypt anything else with it.
 */
function tableKey(scope: Construct, house: House): Key {
  const key = new Key(scope, 'Key', {
    alias: houseName(house),
    description: `Encrypts what ${houseName(house)} keeps.`,
    enableKeyRotation: true,
    pendingWindow: Duration.days(30),
    removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
  });
  key.addToResourcePolicy(
    new PolicyStatement({
      sid: 'ThroughTheTable',
      principals: [new AnyPrincipal()],
      actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
      resources: ['*'],
      conditions: {
        StringEquals: {
          'kms:CallerAccount': house.group.account,
          'kms:ViaService': `dynamodb.${house.group.region}.amazonaws.com`,
        },
      },
    }),
  );
  return key;
}
