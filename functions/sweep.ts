/** Sweep: once a minute, what fell due and was not done. Repairs are counted; the count should stay 0. */
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { systemNow } from '../adapters/clock.ts';
import { newId } from '../adapters/ids.ts';
import { openMachines } from '../adapters/machines.ts';
import { openTable } from '../adapters/table.ts';
import { followUps } from '../core/follow-ups/index.ts';
import { type SweepPorts, type Swept, sweep } from '../core/run/index.ts';
import { door, logger } from './house.ts';

const repairs = ['republished', 'revived', 'renudged', 'unknown', 'stuck', 'failed'] as const;

/** How many repairs a sweep made. */
export const repairsOf = (swept: Swept): number => repairs.reduce((sum, kind) => sum + swept[kind], 0);

type Parts = Omit<SweepPorts, 'moment' | 'followUps'> & { readonly newId: () => string };

/** The door without Lambda. */
export const buildSweep =
  ({ newId: id, ...ports }: Parts) =>
  (): Promise<Swept> =>
    sweep({
      ...ports,
      followUps,
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
    return swept;
  };
};

let sweeping: ReturnType<typeof open> | undefined;

/** The Lambda. */
export const handler = door(() => {
  sweeping ??= open();
  return sweeping();
});
