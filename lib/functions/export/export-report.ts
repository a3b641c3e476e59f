import type { Logger } from '@aws-lambda-powertools/logger';
import { type Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { DueRun, FinishedDay } from '../../app/export/export-due-days';
import type { RegisteredRun } from '../../app/export/register-days';
import { EXPORT_METRICS } from '../../contract/metric-names';
import type { CorruptRows } from '../../core/rows/corrupt-rows';

/** How many partitions the log of a day names. The rest is counted. */
const MOST_NAMED = 20;

/** Reports what a run of the scheduled export wrote: days, partitions and counts, never events. */
export class ExportReport {
  constructor(
    private readonly logger: Logger,
    private readonly metrics: Metrics,
  ) {}

  /** A day that is whole. */
  day({ day, events, counts, kept }: FinishedDay): void {
    this.logger.info('day exported', { day, events, files: counts.size - kept.length, kept: kept.length });
    this.metrics.addMetric(EXPORT_METRICS.events, MetricUnit.Count, events);
    this.metrics.addMetric(EXPORT_METRICS.kept, MetricUnit.Count, kept.length);
    for (const { partition, events: now, kept: before } of kept.slice(0, MOST_NAMED))
      this.logger.error('file left as it is, with more events than there are now', { day, partition, now, before });
  }

  /** The end of a run that nothing failed. */
  end({ end, due }: DueRun, corrupt: CorruptRows): void {
    this.metrics.addMetric(EXPORT_METRICS.due, MetricUnit.Count, due);
    if (end !== 'done') this.logger.info('export goes on in the next run', { end, due });
    const rows = corrupt.list().length;
    if (rows > 0) this.logger.error('rows left out, because they cannot be read', { rows });
  }

  /** What the table over the export got. */
  registered({ end, partitions }: RegisteredRun): void {
    if (partitions > 0) this.logger.info('partitions registered', { partitions });
    if (end !== 'done') this.logger.info('registering goes on in the next run', { end });
  }
}
