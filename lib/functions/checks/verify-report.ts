import type { Logger } from '@aws-lambda-powertools/logger';
import { type Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { DamagedVerificationStateError } from '../../app/verify/verification-state';
import type { VerifiedDays } from '../../app/verify/verify-days';
import { VERIFY_METRICS } from '../../contract/metric-names';
import { VERIFIED_KINDS, type Verification, type VerifiedKind } from '../../core/integrity/verification';
import { safeText } from '../../core/text/safe-text';
import { beginning } from '../../core/text/shortened-text';

/** How many findings the log of a day names. The rest is counted, and `ssm-audit verify` names all. */
const MOST_NAMED = 100;

/** The most bytes of a name in the log. */
const NAME_BYTES = 1024;

/** What counts as wrong. What is unsigned is for a person to judge, and `ssm-audit verify` tells it. */
const WRONG = ['invalid', 'missing', 'unreadable'] as const;

/**
 * Reports what the verification of finished days found: references of rows, names of log files, and counts. It tells no
 * reason, because a reason may have values of a record.
 */
export class VerifyReport {
  /** How much of each list of the day was told. */
  private told = new Map<string, number>();
  private day = '';
  private named = 0;
  private rows = 0;

  constructor(
    private readonly logger: Logger,
    private readonly metrics: Metrics,
  ) {}

  /** A step of the verification of a day, with all that was found so far. Gives whether something wrong is new. */
  step(day: string, found: Verification): boolean {
    if (this.day !== day) this.begin(day);
    const wrong = VERIFIED_KINDS.flatMap((kind) => this.newlyFound(kind, found));
    this.rows += this.newOf('valid rows', found.rows.valid);
    if (wrong.length > 0) this.count(VERIFY_METRICS.findings, wrong.length);
    for (const { kind, how, subject } of wrong) this.name(day, kind, how, subject);
    return wrong.length > 0;
  }

  /** Somebody has changed how far the days are verified. It counts as a finding, so that an alarm tells it. */
  damagedState({ message, place }: DamagedVerificationStateError): void {
    this.logger.error('state of verification, damaged', { subject: place, reason: message });
    this.count(VERIFY_METRICS.findings, 1);
  }

  /** The end of a run that nothing failed. */
  end({ end, days, unverified }: VerifiedDays): void {
    this.logger.info('finished days verified', { end, days, unverified });
    this.count(VERIFY_METRICS.findings, 0);
    this.count(VERIFY_METRICS.rows, this.rows);
    this.count(VERIFY_METRICS.days, days.length);
    this.count(VERIFY_METRICS.unverified, unverified);
    this.begin('');
    this.rows = 0;
  }

  private begin(day: string): void {
    this.day = day;
    this.told = new Map();
    this.named = 0;
  }

  private newlyFound(kind: VerifiedKind, found: Verification) {
    return WRONG.flatMap((how) => {
      const list = found[kind][how];
      const count = this.newOf(`${how} ${kind}`, list.length);
      return list.slice(list.length - count).map(({ subject }) => ({ kind, how, subject }));
    });
  }

  private newOf(what: string, count: number): number {
    const before = this.told.get(what) ?? 0;
    this.told.set(what, count);
    return count - before;
  }

  private name(day: string, kind: VerifiedKind, how: string, subject: string): void {
    this.named += 1;
    if (this.named > MOST_NAMED) return;
    this.logger.error(`${kind}, ${how}`, { day, subject: safeText(beginning(subject, NAME_BYTES)) });
    if (this.named === MOST_NAMED) this.logger.error('the log names no more findings of this run', { day });
  }

  private count(name: string, value: number): void {
    this.metrics.addMetric(name, MetricUnit.Count, value);
  }
}
