import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import { markRows, putEvents, type TableHandle } from '../constructs/grant.ts';
import { HouseFunction } from '../constructs/house-function.ts';
import { People } from '../constructs/people.ts';
import { StreamReader } from '../constructs/stream-reader.ts';
import { type House, houseName } from '../house.ts';

export interface EventsStackProps extends StackProps {
  readonly house: House;
  readonly table: TableHandle;
}

/** A record of an outbox row that was not published yet. */
const unpublished = { dynamodb: { NewImage: { kind: { S: ['outbox'] }, publishedAt: { S: [{ exists: false }] } } } };

/** The two ways in which news travels: the bus for the house, the topic for its people. */
export class EventsStack extends Stack {
  readonly busName: string;
  readonly tell: string;

  constructor(scope: Construct, id: string, props: EventsStackProps) {
    super(scope, id, props);
    const { house, table } = props;
    const impact = 'What staff and feeds enter is kept but not passed on: follow-ups neither open nor wake.';
    const tell = new People(this, 'People', { house }).topicArn;
    const bus = new EventBus(this, 'Bus', { eventBusName: houseName(house) });
    const publish = new HouseFunction(this, 'Publish', {
      house,
      door: 'publish',
      impact,
      timeout: Duration.seconds(30),
      environment: { TABLE_NAME: table.name, BUS_NAME: bus.eventBusName },
      may: [markRows(table), putEvents(bus.eventBusArn)],
      invoked: 'directly',
      tell,
    });
    new StreamReader(this, 'Stream', {
      house,
      name: 'publish',
      table,
      reader: publish,
      only: unpublished,
      impact,
      tell,
    });
    this.busName = bus.eventBusName;
    this.tell = tell;
  }
}
