import type { Logger } from '@aws-lambda-powertools/logger';
import { type Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { TRAIL_HEALTH_METRICS } from '../../contract/metric-names';
import type { PartFinding, PartFindingKind } from '../../core/guard/part-findings';

/** The metric of each kind of finding. A confirmation that is due is told in the log alone, as nothing is wrong yet. */
const METRIC_OF: { readonly [kind in Exclude<PartFindingKind, 'unconfirmed'>]: string } = {
  'table-policy': TRAIL_HEALTH_METRICS.tablePolicies,
  'queue-policy': TRAIL_HEALTH_METRICS.queuePolicies,
  subscription: TRAIL_HEALTH_METRICS.subscriptions,
  mapping: TRAIL_HEALTH_METRICS.mappings,
  unread: TRAIL_HEALTH_METRICS.unread,
};

/** Reports what a comparison with what was deployed found: ARNs, hashes of addresses, and what is wrong. */
export class PartsReport {
  constructor(
    private readonly logger: Logger,
    private readonly metrics: Metrics,
  ) {}

  /** Counts each kind, also where there is none of it, so that you can tell health from a silent function. */
  compared(findings: readonly PartFinding[]): void {
    for (const finding of findings) this.tell(finding);
    if (findings.length === 0) this.logger.info('every part is as deployed');
    for (const [kind, name] of Object.entries(METRIC_OF)) {
      this.metrics.addMetric(name, MetricUnit.Count, findings.filter((each) => each.kind === kind).length);
    }
  }

  private tell(finding: PartFinding): void {
    const { kind } = finding;
    if (kind === 'unconfirmed') this.logger.warn('subscription not confirmed', { ...finding });
    else this.logger.error(kind === 'unread' ? 'part not compared' : 'part is not as deployed', { ...finding });
  }
}
