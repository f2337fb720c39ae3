/** `npm run bench`: the measures of the house as tables; with `--json`, one JSON document. */
import { parseArgs } from 'node:util';
import { measure } from './measures.ts';
import { tables } from './tables.ts';

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });
const measures = await measure();
console.log(values.json ? JSON.stringify(measures, null, 2) : tables(measures));
