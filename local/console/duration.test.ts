import { expect, it } from 'vitest';
import { readDuration } from './duration.ts';

const HOUR = 3_600_000;

it.each([
  ['P3D', 72 * HOUR],
  ['P1W', 168 * HOUR],
  ['PT2H30M', 2.5 * HOUR],
  ['P1DT0.5S', 24 * HOUR + 500],
  ['P1M', undefined],
  ['P1Y', undefined],
  ['P', undefined],
  ['PT', undefined],
  ['P1DT', undefined],
  ['3D', undefined],
  ['-P1D', undefined],
  ['', undefined],
])('%s is %s milliseconds', (text, millis) => {
  expect(readDuration(text)).toBe(millis);
});
