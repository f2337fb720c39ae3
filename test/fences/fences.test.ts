import { describe, expect, test } from 'vitest';
import { fences, violationsOf } from '../../scripts/fences.ts';

const says = (file: string, text: string) => violationsOf(file, text).violations.map((each) => each.says);

describe('the fences', () => {
  test('nobody crosses them, and they were really looked at', () => {
    const seen = fences();
    expect(seen.files).toBeGreaterThan(50);
    expect(seen.imports).toBeGreaterThan(100);
    expect(seen.violations.map(({ file, line, says: why }) => `${file}:${line} ${why}`)).toEqual([]);
  });

  const crossings: readonly (readonly [string, string, string])[] = [
    ['core/kernel/a.ts', "import { b } from '../promises/index.ts';", 'the kernel knows no noun and no follow-up'],
    ['core/promises/a.ts', "import { b } from '../messages/decide.ts';", 'the door of noun messages is its index.ts'],
    ['core/promises/a.ts', "import type { b } from '../follow-ups/parts-eta/decide.ts';", 'nouns know no follow-up'],
    ['core/promises/a.ts', "export { b } from '../run/row.ts';", 'nouns know no run'],
    ['core/follow-ups/a/a.ts', "import { b } from '../b/b.ts';", 'follow-ups meet through events only'],
    ['core/follow-ups/a/a.ts', "import { b } from '../index.ts';", 'a register is read from outside core'],
    ['core/follow-ups/a/a.ts', "import { b } from '../../../adapters/sms.ts';", 'core does not know adapters/'],
    ['core/stores/a.ts', "import { readFileSync } from 'node:fs';", 'core does not use node:fs'],
    ['core/stores/a.ts', "const { b } = await import('@aws-sdk/client-sfn');", 'core does not use @aws-sdk/client-sfn'],
    ['core/stores/a.ts', 'const at = Date.now();', 'only adapters/clock.ts reads the clock'],
    ['core/stores/a.ts', 'const at = new Date();', 'only adapters/clock.ts reads the clock'],
    ['functions/sweep.ts', 'const at = new Date();', 'only adapters/clock.ts reads the clock'],
    ['core/stores/a.ts', 'const n = Math.random();', 'chance is an argument'],
    ['core/stores/a.ts', 'const e = process.env.A;', 'core has no process'],
    ['core/stores/a.ts', "console.log('a');", 'core has no console'],
    ['core/stores/a.ts', 'const a = b as string;', 'a cast hides what the compiler knows better'],
    ['core/stores/a.ts', 'const a = b!;', 'a `!` hides what the compiler knows better'],
    ['adapters/a.ts', "import { b } from '../functions/house.ts';", 'adapters/ does not import functions/'],
    [
      'functions/hear.ts',
      "import { b } from '../adapters/bus.ts';",
      'only functions/publish.ts puts events on the bus',
    ],
    ['functions/hear.ts', "import middy from '@middy/core';", 'only functions/house.ts uses middy'],
    ['functions/hear.ts', "import { b } from '../lib/house.ts';", 'functions/ does not import lib/'],
    ['functions/hear.ts', "import { b } from '@aws-sdk/client-sfn';", 'services are reached through adapters/'],
    ['lib/a.ts', "import { b } from '../adapters/table.ts';", 'lib/ does not import adapters/'],
    ['scripts/a.ts', "import { App } from 'aws-cdk-lib';", 'only lib/ and bin/ know the CDK'],
    [
      'functions/hear.ts',
      "import { b } from '../local/clock/clock.ts';",
      'nothing outside local/ knows of the local cloud',
    ],
    ['local/a.ts', "import { b } from '../core/routes.ts';", 'local/ could be lifted out of here'],
    ['local/a.test.ts', "import { b } from '../core/routes.ts';", 'local/ could be lifted out of here'],
  ];
  test.each(crossings)('%s: %s', (file, text, why) => {
    expect(says(file, text)).toEqual([why]);
  });

  const passages: readonly (readonly [string, string])[] = [
    ['core/promises/a.ts', "import { b } from '../messages/index.ts';\nimport * as z from 'zod';"],
    [
      'core/follow-ups/a/a.ts',
      "import { b } from '../../promises/index.ts';\nimport { c } from '../../run/declaration.ts';",
    ],
    ['core/routes.ts', "import { b } from './promises/routes.ts';"],
    ['core/stores/a.ts', "const a = ['b'] as const;\nconst at = new Date(5);\nconst { process } = a;\nrun.process(a);"],
    ['adapters/clock.ts', 'const at = new Date();'],
    ['functions/publish.ts', "import { b } from '../adapters/bus.ts';"],
    ['test/a.test.ts', "import { b } from '../local/clock/clock.ts';\nimport { App } from 'aws-cdk-lib';"],
  ];
  test.each(passages)('%s may', (file, text) => {
    expect(says(file, text)).toEqual([]);
  });
});
