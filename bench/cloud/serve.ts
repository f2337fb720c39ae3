/**
 * A local cloud in a process of its own, as `npm start` is one: `node bench/cloud/serve.ts [machine]`. It prints where it is
 * as one line of JSON and ends with its standard input. In a machine that is named Review passes on what it is given.
 */
import { dirname, join } from 'node:path';
import * as z from 'zod';
import { openDemoCloud } from '../../demo/cloud.ts';
import { cloudStartsAt, type Served } from './place.ts';

const machine = z.looseObject({ States: z.looseObject({ Review: z.looseObject({ Next: z.string() }) }) });

function unasked(definition: unknown): unknown {
  const read = machine.parse(definition);
  return { ...read, States: { ...read.States, Review: { Type: 'Pass', Next: read.States.Review.Next } } };
}

const [name] = process.argv.slice(2);
const cloud = await openDemoCloud({
  startAt: Date.parse(cloudStartsAt),
  machine: (definition, of) => (name !== undefined && of.endsWith(`-${name}`) ? unasked(definition) : definition),
});
const { apiUrl, awsUrl, places } = cloud;
const served: Served = {
  apiUrl,
  awsUrl,
  region: places.region,
  tableName: places.tableName,
  engineNote: join(dirname(places.logFolder), 'engine.json'),
};
console.log(JSON.stringify(served));
process.stdin.on('end', () => void cloud.close().then(() => process.exit(0))).resume();
