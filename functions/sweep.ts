/** Sweep: once a minute, what fell due and was not done. Repairs are counted; the count should stay 0. */
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { systemNow } from '../adapters/clock.ts';
import { newId } from '../adapters/ids.ts';
import { openMachines } from '../adapters/machines.ts';
import { openTable } from '../adapters/table.ts';
import { followUps } from '../core/follow-ups/index.ts';
import { secondsBetween } from '../core/kernel/time.ts';
import { type SweepPorts, type Swept, sweep } from '../core/run/index.ts';
import { door, logger, report } from './house.ts';

const repairs = ['republished', 'revived', 'renudged', 'unknown', 'stuck', 'failed'] as const;

/** How many repairs a sweep made. */
export const repairsOf = (swept: Swept): number => repairs.reduce((sum, kind) => sum + swept[kind], 0);

type Parts = Omit<SweepPorts, 'moment' | 'followUps' | 'report'> & { readonly newId: () => string };

/** The door without Lambda. */
export const buildSweep =
  ({ newId: id, ...ports }: Parts) =>
  (): Promise<Swept> =>
    sweep({
      ...ports,
      followUps,
      report: (error) => report(error, 'sweep'),
      moment: (now) => ({ now, newId: id, actor: { kind: 'system', id: 'sweep' }, cause: `sweep-${now}` }),
    });

const open = () => {
  const metrics = new Metrics();
  const sweeping = buildSweep({
    table: openTable(process.env),
    machines: openMachines(process.env),
    now: systemNow,
    newId,
  });
  return async (): Promise<Swept> => {
    const swept = await sweeping();
    const count = repairsOf(swept);
    // A quiet minute says nothing: the alarm treats missing data as good, and a metric costs per line.
    if (count > 0) {
      logger.warn('Repaired', { swept });
      metrics.addMetric('Repairs', MetricUnit.Count, count);
      for (const kind of repairs)
        if (swept[kind] > 0) metrics.addMetric(`Repairs.${kind}`, MetricUnit.Count, swept[kind]);
      metrics.publishStoredMetrics();
    }
    if (swept.measured > 0) {
      const late = swept.oldestDueAt === undefined ? 0 : secondsBetween(swept.oldestDueAt, systemNow()) / 3600;
      metrics.addMetric('OldestOpenPromiseHours', MetricUnit.Count, Math.max(0, Math.round(late * 10) / 10));
      metrics.publishStoredMetrics();
    }
    return swept;
  };
};

let sweeping: ReturnType<typeof open> | undefined;

/** The Lambda. */
export const handler = door(() => {
  sweeping ??= open();
  return sweeping();
});
