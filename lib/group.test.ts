import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readGroup } from './group.ts';

const written = (text: string): string => {
  const folder = mkdtempSync(join(tmpdir(), 'lanekeep-group-'));
  writeFileSync(join(folder, 'north.json'), text);
  return folder;
};

describe('a group’s settings', () => {
  test('the sample group fits', () => {
    expect(readGroup('sample')).toMatchObject({ stage: 'sample', region: 'us-east-1', logRetentionDays: 90 });
  });

  test('an unknown group is answered with those that are there', () => {
    expect(() => readGroup('south', written('{}'))).toThrow('There is no groups/south.json; there is north.json.');
    expect(() => readGroup('../north', written('{}'))).toThrow('There is no groups/../north.json');
  });

  test('what is wrong is named by file and field', () => {
    expect(() => readGroup('north', written('{'))).toThrow('groups/north.json is not JSON');
    const sample = JSON.stringify({ ...readGroup('sample'), account: '12', regio: 'us-east-1' });
    expect(() => readGroup('north', written(sample))).toThrow(/An account is twelve digits[\s\S]*account/);
    expect(() => readGroup('north', written(sample))).toThrow('"regio"');
  });
});
