/** Stacks that lack a permission: what is denied is told, kept, and made good; no promise is lost in silence. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CloudModel, PolicyStatement } from '../../local/template/model.ts';
import { type Client, clientOf } from './client.ts';
import { type Ended, run } from './process.ts';
import { clientsAt, faultsOf, openClouds, operator, readStacks, snapshotOf, synthesis } from './stacks.ts';
import { askForPart, execution, morning, type PartPlan, storyMachine, takeIn } from './story.ts';

const { folder, open, close, clear } = openClouds();
let stacks: CloudModel;

beforeAll(async () => {
  stacks = await readStacks();
}, synthesis);
afterEach(close);
afterAll(clear);

/** The stacks with the statements of one role as `weaken` leaves them. */
function weakened(roleArn: string | undefined, weaken: (statement: PolicyStatement) => PolicyStatement[]): CloudModel {
  const roles = stacks.roles.map((role) =>
    role.arn === roleArn ? { ...role, statements: role.statements.flatMap(weaken) } : role,
  );
  expect(roles).not.toEqual(stacks.roles);
  return { ...stacks, roles };
}

/** The stacks without the statement by which the door may do `action`. */
const without = (functionName: string, action: string): CloudModel =>
  weakened(stacks.functions.find(({ name }) => name === functionName)?.roleArn, (statement) =>
    statement.actions.includes(action) ? [] : [statement],
  );

const hear = 'lanekeep-sample-service-hear';
const undelivered = `${hear}-undelivered`;

/** What the house's own command says about the queue. */
const redrive = (awsUrl: string): Promise<Ended> =>
  run('cli/lanekeep.ts', ['redrive', '--queue', undelivered], operator(awsUrl));

async function lettersIn(awsUrl: string) {
  const { queues } = clientsAt(awsUrl);
  const QueueUrl = stacks.queues.find(({ name }) => name === undelivered)?.url;
  const received = await queues.send(
    new ReceiveMessageCommand({
      QueueUrl,
      MaxNumberOfMessages: 10,
      VisibilityTimeout: 0,
      MessageAttributeNames: ['All'],
    }),
  );
  return received.Messages ?? [];
}

/** Somebody asks for a part while something is missing. */
async function ask(client: Client, plan: PartPlan = {}): Promise<void> {
  const sam = await client.as('advisor');
  await takeIn(sam, '10233', plan);
  await askForPart(sam, '10233', plan);
}

describe('without a permission', () => {
  it('to write the table, the event is denied, kept, and delivered again once the permission is there', async () => {
    const data = await folder(morning);
    const poor = await open(without(hear, 'dynamodb:PutItem'), data);
    const client = clientOf(poor);
    await ask(client);
    await client.run({ advanceBy: 'PT10M' });
    expect(await client.executions()).toEqual([]);
    const letters = await lettersIn(poor.awsUrl);
    expect(letters.length).toBeGreaterThan(0);
    for (const { Body, MessageAttributes } of letters) {
      expect(JSON.parse(Body ?? '')).toMatchObject({ followUp: 'parts-eta', event: { subject: 'ro-10233' } });
      expect(MessageAttributes?.['ErrorMessage']?.StringValue).toContain('not authorized to perform: dynamodb:PutItem');
    }
    // The door failed loudly, and neither its log nor the letter says anything about anybody.
    const logs = readdirSync(join(data, 'logs')).map((file) => readFileSync(join(data, 'logs', file), 'utf8'));
    expect(logs.join()).toContain('AccessDeniedException');
    for (const word of ['Robin', 'Vale', '3125550123', '60647', 'Water pump'])
      expect([word, JSON.stringify([logs, letters]).includes(word)]).toEqual([word, false]);
    expect(await redrive(poor.awsUrl)).toMatchObject({
      code: 1,
      stdout: `0 delivered, ${letters.length} failed again\n`,
      stderr: `${hear}: Unhandled; its log says why.\n`,
    });
    await close();

    const rich = await open(stacks, data);
    const { awsUrl } = rich;
    const again = clientOf(rich);
    // What has just been looked at is hidden for a while, as in SQS.
    await again.run({ advanceBy: 'PT3M' });
    expect(await redrive(awsUrl)).toMatchObject({ code: 0, stdout: `${letters.length} delivered, 0 failed again\n` });
    await again.run({ advanceBy: 'PT1M' });
    expect(await again.told(execution('10233'))).toMatchObject({ state: 'Wait for an ETA from parts' });
    const snapshot = await snapshotOf(stacks, awsUrl, data);
    expect(snapshot.deadLetters).toEqual([]);
    expect(faultsOf(snapshot)).toEqual([]);
  });

  it('to start executions, the sweeper finds the run that never began', async () => {
    const data = await folder(morning);
    const cloud = await open(without(hear, 'states:StartExecution'), data);
    const client = clientOf(cloud);
    await ask(client);
    await client.run({ advanceBy: 'PT5M' });
    expect(await client.executions()).toEqual([]);
    await client.run({ advanceBy: 'PT20M' });
    expect(await client.told(execution('10233', 2))).toMatchObject({ state: 'Wait for an ETA from parts' });
    const { repairs } = await snapshotOf(stacks, cloud.awsUrl, data);
    expect(repairs).toEqual([expect.stringContaining('"revived":1')]);
  });

  it('to call the act door, the run ends with a person, and what it owes with the head of the department', async () => {
    const noAct = weakened(storyMachine(stacks.machines).roleArn, (statement) => [
      { ...statement, resources: statement.resources.filter((one) => !one.endsWith('service-act')) },
    ]);
    const data = await folder(morning);
    const cloud = await open(noAct, data);
    const client = clientOf(cloud);
    await ask(client, { part: { status: 'ORDERED', eta: '2026-03-13' } });
    await client.run({ advanceBy: 'PT3H' });
    const first = await client.told(execution('10233'));
    expect(first).toMatchObject({ status: 'FAILED', state: 'Tell the advisor what changed' });
    expect(JSON.stringify(first)).toContain('not authorized to perform: lambda:InvokeFunction');
    expect(await client.outbox()).toEqual([]);
    const { rows } = await snapshotOf(stacks, cloud.awsUrl, data);
    expect(rows.find(({ kind }) => kind === 'follow-up')).toMatchObject({ state: 'STUCK' });
    const owed = rows.filter(({ kind, state }) => kind === 'promise' && state === 'OPEN');
    expect(owed.length).toBeGreaterThan(0);
    for (const promise of owed)
      expect(promise).toMatchObject({
        owner: { kind: 'queue', role: 'service-manager' },
        breachedAt: expect.anything(),
      });
  });
});
