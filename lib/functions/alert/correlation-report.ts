import type { Logger } from '@aws-lambda-powertools/logger';
import { type Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { CorrelationReporting } from '../../app/alert/correlate-events';
import type { Publication } from '../../app/ports/alert-publisher';
import { ALERT_METRICS } from '../../contract/metric-names';
import type { CorrelationMatch, DueCorrelation } from '../../core/alerts/correlations/correlation-match';
import { described } from './described-error';

/** Reports what happened to correlations: ids and counts, never the texts of a group, which are of a log. */
export class CorrelationReport implements CorrelationReporting {
  constructor(
    private readonly logger: Logger,
    private readonly metrics: Metrics,
  ) {}

  correlationSent(
    { id, due: { correlation, window } }: CorrelationMatch,
    topic: string,
    publication: Publication,
  ): void {
    const ids = { rule: correlation.id, ruleLevel: correlation.level, topic, count: window.count, deduplicationId: id };
    this.logger.info(publication === 'published' ? 'alert published' : 'alert queued as a failure', ids);
    if (publication === 'queued') return;
    const metric = this.metrics.singleMetric();
    metric.addDimension('level', correlation.level);
    metric.addMetric(ALERT_METRICS.alerts, MetricUnit.Count, 1);
  }

  correlated({ matches, absent, omitted }: Parameters<CorrelationReporting['correlated']>[0]): void {
    this.count(ALERT_METRICS.correlationMatches, matches);
    this.count(ALERT_METRICS.uncounted, absent);
    this.count(ALERT_METRICS.cappedGroups, omitted);
  }

  tooLate(count: number): void {
    this.count(ALERT_METRICS.lateForCorrelation, count);
  }

  conflict(): void {
    this.count(ALERT_METRICS.stateConflicts, 1);
  }

  unreadable({ id }: Parameters<CorrelationReporting['unreadable']>[0]): void {
    this.logger.warn('state of a correlation cannot be read, and counts anew', { rule: id });
    this.count(ALERT_METRICS.unreadableStates, 1);
  }

  capped({ correlation }: DueCorrelation): void {
    this.logger.warn('order may be incomplete', { rule: correlation.id });
    this.count(ALERT_METRICS.lostOrders, 1);
  }

  notCorrelated(reason: unknown): void {
    this.logger.error('correlation comes again', described(reason));
    this.count(ALERT_METRICS.failedCorrelations, 1);
  }

  private count(name: string, value: number): void {
    if (value > 0) this.metrics.addMetric(name, MetricUnit.Count, value);
  }
}
