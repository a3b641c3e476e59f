import type { Logger } from '@aws-lambda-powertools/logger';
import { type Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { IngestedDelivery } from '../../app/ingest/ingest-delivery';
import { INGEST_METRICS } from '../../contract/metric-names';
import type { Receipt } from '../../core/rows/delivery-row';

/** The counts of a receipt that are also metrics. */
const COUNTED = [
  'records',
  'malformedRecords',
  'sourcelessRecords',
  'guardRecords',
  'newEvents',
  'knownEvents',
  'conflicts',
  'quarantined',
  'knownQuarantined',
  'expired',
  'leftOut',
  'unknownSources',
] as const;

/** Reports what happened to a message: ids and counts, never the content of a record. */
export class IngestReport {
  constructor(
    private readonly logger: Logger,
    private readonly metrics: Metrics,
  ) {}

  /** A message that is done. */
  done(delivery: IngestedDelivery): void {
    for (const receipt of delivery.receipts) this.logFile(receipt);
    for (const { logFile, reason } of delivery.archived) this.logger.warn('log file archived', { logFile, reason });
    if (delivery.notice !== undefined) this.logger.info('notice', { notice: delivery.notice });
    this.count(INGEST_METRICS.skippedFiles, delivery.skipped.length);
  }

  /** A message, or a part of it, that goes back to the queue. */
  failed(messageId: string | undefined, failures: readonly unknown[]): void {
    this.count(INGEST_METRICS.failedLogFiles, failures.length);
    for (const failure of failures) this.logger.error('not ingested', { messageId, ...described(failure) });
  }

  /** Nothing is lost: older rows are answered by their own keys until somebody has looked. */
  renewalsNotFollowed(failure: unknown): void {
    this.logger.warn('renewals not followed', described(failure));
  }

  /** The throttled writes of an invocation. */
  throttled(writes: number): void {
    this.count(INGEST_METRICS.throttledWrites, writes);
  }

  private logFile(receipt: Receipt): void {
    const { logFile, origin, ssmRecords, changed, firstMalformedRecord, firstSourcelessRecord } = receipt;
    const counts = Object.fromEntries(COUNTED.map((name) => [name, receipt[name]]));
    if (receipt.corrupt) this.logger.warn('receipt replaced', { logFile, reason: receipt.corrupt });
    const first = { firstMalformedRecord, firstSourcelessRecord };
    this.logger.info('log file ingested', { logFile, origin, ssmRecords, ...counts, changed, ...first });
    this.count(INGEST_METRICS.logFiles, 1);
    for (const name of COUNTED) this.count(INGEST_METRICS[name], receipt[name]);
    this.lag(receipt);
  }

  /** How late a live delivery and its newest event were indexed. History says nothing about the present. */
  private lag({ deliveredAt, lastEventTime, finishedAt, origin }: Receipt): void {
    if (origin !== 'delivery') return;
    this.seconds(INGEST_METRICS.deliveryLag, deliveredAt, finishedAt);
    this.seconds(INGEST_METRICS.indexingLag, lastEventTime, finishedAt);
  }

  private seconds(name: string, from: string | undefined, to: string): void {
    if (from === undefined) return;
    const seconds = (Date.parse(to) - Date.parse(from)) / 1000;
    this.metrics.addMetric(name, MetricUnit.Seconds, Math.max(0, seconds));
  }

  private count(name: string, value: number): void {
    this.metrics.addMetric(name, MetricUnit.Count, value);
  }
}

/**
 * The name and message of an error. Messages of this project contain places and reasons. Messages of the SDK contain no
 * content of items.
 */
function described(failure: unknown): { readonly error: string; readonly reason: string } {
  return failure instanceof Error
    ? { error: failure.name, reason: failure.message }
    : { error: 'unknown', reason: String(failure) };
}
