import type { Logger } from '@aws-lambda-powertools/logger';
import { type Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { ConfirmReporting } from '../../app/alert/confirm-rows';
import type { DrainReporting } from '../../app/alert/publish-failed';
import type { AlertReporting } from '../../app/alert/send-alerts';
import type { DigestReporting } from '../../app/alert/send-digests';
import type { Publication } from '../../app/ports/alert-publisher';
import { ALERT_METRICS } from '../../contract/metric-names';
import type { Alert } from '../../core/alerts/alert';
import type { Digest } from '../../core/alerts/digest';
import type { Finding } from '../../core/rules/yaml/document-error';
import { CorrelationReport } from './correlation-report';
import { described } from './described-error';

/** Reports what happened to alerts: rules, references and counts, never the content of a record. */
export class AlertReport implements AlertReporting, ConfirmReporting, DigestReporting, DrainReporting {
  readonly correlations: CorrelationReport;

  constructor(
    private readonly logger: Logger,
    private readonly metrics: Metrics,
  ) {
    this.correlations = new CorrelationReport(logger, metrics);
  }

  sent({ rule, occurrences, observed }: Alert, topic: string, publication: Publication): void {
    const ids = { rule: rule.id, ruleLevel: rule.level, topic, count: occurrences.length, ref: observed.event.ref };
    this.logger.info(publication === 'published' ? 'alert published' : 'alert queued as a failure', ids);
    if (publication === 'queued') return;
    const metric = this.metrics.singleMetric();
    metric.addDimension('level', rule.level);
    metric.addMetric(ALERT_METRICS.alerts, MetricUnit.Count, 1);
  }

  suppressed(count: number): void {
    if (count > 0) this.count(ALERT_METRICS.suppressed, count);
  }

  digestSent({ entries, part, parts }: Digest, topic: string, publication: Publication): void {
    const [first] = entries;
    const ids = {
      rule: first?.rule,
      ruleLevel: first?.level,
      topic,
      count: entries.length,
      part,
      parts,
      ref: first?.ref,
    };
    this.logger.info(publication === 'published' ? 'digest published' : 'digest queued as a failure', ids);
    if (publication === 'published') this.count(ALERT_METRICS.digests, 1);
  }

  digestFailed(reason: unknown): void {
    this.logger.error('digest waits for the next run', described(reason));
    this.count(ALERT_METRICS.failedDigests, 1);
  }

  unevaluated(ref: string): void {
    this.logger.warn('not evaluated', { ref });
    this.count(ALERT_METRICS.unevaluated, 1);
  }

  /** A message that a topic did not take. */
  notPublished(topic: string, reason: unknown): void {
    this.logger.error('not published', { topic, ...described(reason) });
    this.count(ALERT_METRICS.failed, 1);
  }

  refuted(ref: string): void {
    this.logger.error('not in the Events table', { ref });
    this.count(ALERT_METRICS.refuted, 1);
  }

  drained(what: string): void {
    this.logger.info('sent after a failure', { what });
  }

  notDrained(what: string, reason: unknown): void {
    this.logger.error('waits for the next run', { what, ...described(reason) });
    this.count(ALERT_METRICS.failedDrains, 1);
  }

  failed(reason: unknown): void {
    this.logger.error('comes again', described(reason));
  }

  /** A refused document among the rules. The others are used. */
  refused({ file, line, message }: Finding): void {
    this.logger.error('rule refused', { file, line, reason: message });
  }

  private count(name: string, value: number): void {
    this.metrics.addMetric(name, MetricUnit.Count, value);
  }
}
