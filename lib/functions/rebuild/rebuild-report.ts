import type { Logger } from '@aws-lambda-powertools/logger';
import { type Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { RebuildFailure } from '../../app/rebuild/rebuild-state';
import type { RebuildRunResult } from '../../app/rebuild/rebuild-terms';
import { REBUILD_METRICS } from '../../contract/metric-names';
import { safeText } from '../../core/text/safe-text';

/** How many failures the log of one run names. The rest is counted. */
const MOST_NAMED = 100;

/** Reports what a run of a rebuild did: references of rows and counts, never their content. */
export class RebuildReport {
  private failures = 0;

  constructor(
    private readonly logger: Logger,
    private readonly metrics: Metrics,
  ) {}

  /** A row whose terms could not be made. */
  failed({ ref, reason }: RebuildFailure): void {
    this.failures += 1;
    this.metrics.addMetric(REBUILD_METRICS.failures, MetricUnit.Count, 1);
    if (this.failures > MOST_NAMED) return;
    this.logger.error('terms not made', { ref: safeText(ref), reason: safeText(reason) });
    if (this.failures === MOST_NAMED) this.logger.error('the log names no more failures of this run');
  }

  /** The end of a run that nothing failed. A run with nothing to do says nothing, because the schedule starts it all day. */
  end({ end, state, counts }: RebuildRunResult): void {
    this.failures = 0;
    if (end === 'nothing to do') return;
    this.logger.info('terms rebuilt', { end, partitions: state?.partitions, ...counts });
    this.metrics.addMetric(REBUILD_METRICS.terms, MetricUnit.Count, counts.written);
    if (end === 'done' && state?.partitions.all === 0) {
      this.logger.error('nothing rebuilt: the catalogue names no partition of the Events table');
      this.metrics.addMetric(REBUILD_METRICS.failures, MetricUnit.Count, 1);
    }
  }
}
