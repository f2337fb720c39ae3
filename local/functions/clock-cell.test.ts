import { describe, expect, it } from 'vitest';
import { newClockCell, readClockCell, writeClockCell } from './clock-cell.ts';
import { cloudDate } from './cloud-date.ts';

describe('the clock in workers', () => {
  it('stands still, leaps and flows on as it is written', () => {
    let real = 1_000_000;
    const cell = newClockCell();
    const write = writeClockCell(cell, () => real);
    const read = readClockCell(cell, () => real);
    write(5_000_000, false);
    real += 700;
    expect(read()).toBe(5_000_000);
    write(9_000_000, true);
    real += 300;
    expect(read()).toBe(9_000_300);
  });

  it('is what Date says', () => {
    const CloudDate = cloudDate(() => Date.parse('2026-03-02T14:00:00.000Z'));
    expect(CloudDate.now()).toBe(Date.parse('2026-03-02T14:00:00.000Z'));
    expect(new CloudDate().toISOString()).toBe('2026-03-02T14:00:00.000Z');
    expect(new CloudDate(0).toISOString()).toBe('1970-01-01T00:00:00.000Z');
    expect(new CloudDate(2026, 0, 31).getMonth()).toBe(0);
    expect(CloudDate.UTC(1970, 0, 1)).toBe(0);
    expect(CloudDate.parse('1970-01-01T00:00:00Z')).toBe(0);
    expect(new CloudDate()).toBeInstanceOf(Date);
    expect(new Date()).toBeInstanceOf(CloudDate);
    class Later extends CloudDate {}
    expect(new Later()).toBeInstanceOf(Later);
    expect(new Later().toISOString()).toBe('2026-03-02T14:00:00.000Z');
  });
});
