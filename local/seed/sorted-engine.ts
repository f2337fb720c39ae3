/** An engine whose answers are the same, byte for byte, for the same table: the real one writes fields in any order. */
import type { Engine } from '../engine/engine.ts';
import { isFields, parseJson } from '../wire/json.ts';

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isFields(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((name) => [name, sorted(value[name])]),
  );
}

/** Puts the fields of all answers in order. The checksum of the answer as it was is left out. */
export const sortedEngine = (engine: Engine): Engine => ({
  ...engine,
  async call(target, body) {
    const { status, headers, body: answer } = await engine.call(target, body);
    const { 'x-amz-crc32': _, ...others } = headers;
    return { status, headers: others, body: Buffer.from(JSON.stringify(sorted(parseJson(answer.toString('utf8'))))) };
  },
});
