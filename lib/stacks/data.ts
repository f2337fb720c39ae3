import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { TableHandle } from '../constructs/grant.ts';
import { HouseTable } from '../constructs/house-table.ts';
import type { House } from '../house.ts';

/** What must never be lost, alone: nothing else is changed when this stack is deployed. */
export class DataStack extends Stack {
  readonly table: TableHandle;

  constructor(scope: Construct, id: string, props: StackProps & { readonly house: House }) {
    super(scope, id, { ...props, terminationProtection: true });
    this.table = new HouseTable(this, 'Table', { house: props.house });
  }
}
