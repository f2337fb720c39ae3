/** `npm run bench`: the measures of the house as tables; with `--json`, one JSON document; with `--cloud`, those of the local cloud alone. */
import { parseArgs } from 'node:util';
import { measure, measureCloud } from './measures.ts';
import { cloudLines, tables } from './tables.ts';

const { values } = parseArgs({
  options: { json: { type: 'boolean', default: false }, cloud: { type: 'boolean', default: false } },
});

async function print<Measured>(measured: Promise<Measured>, inWords: (of: Measured) => string): Promise<void> {
  const found = await measured;
  console.log(values.json ? JSON.stringify(found, null, 2) : inWords(found));
}

await (values.cloud ? print(measureCloud(), cloudLines) : print(measure(), tables));
