import { findEvents } from '../../app/ask/find-events';
import { withEvidence } from '../../app/ask/with-evidence';
import { keysSince } from '../../app/evidence/keys-since';
import { type SealedPackage, sealPackage } from '../../app/evidence/seal-package';
import { type ShippedFiles, shipFiles } from '../../app/evidence/ship-files';
import { verifyAnswer } from '../../app/evidence/verify-answer';
import type { PackageReader, PackageWriter } from '../../app/ports/evidence/package-files';
import type { SigningKey } from '../../app/ports/evidence/signing-key';
import type { VerifyDependencies } from '../../app/verify/verify-trail';
import type { ManifestEntry } from '../../core/evidence/package-manifest';
import type { PlannedQuery } from '../../core/query/planned-query';
import { CorruptRows } from '../../core/rows/corrupt-rows';
import { eventsAnswer } from '../query/render-events';
import { printed } from '../render/print-answer';
import type { Store } from '../store/store';
import { spanOf, verdictCheck } from '../verdict/verdict-check';
import { type PackageCoverage, packageCoverage } from './package-coverage';
import { jsonText, PACKAGE_FILES, type PackagedQuestion, type StackIndexing } from './package-layout';
import { packageReport } from './package-report';
import { packagedAnswers, packagedEvents } from './packaged-events';
import { type VerdictCounts, verifiedLines, verifiedList } from './verified-list';

/** What a package is made of. */
export interface PackageRequest {
  /** Where its files are written, and read to make others of them. */
  readonly files: PackageWriter & PackageReader;
  readonly question: PlannedQuery;
  /** The question as words that ask it again. */
  readonly words: readonly string[];
  readonly now: Date;
  /** The copy of the bucket of a local store, if it was named. */
  readonly logs: string | undefined;
  /** What verifies the events, or why nothing does. */
  readonly verifying: VerifyDependencies | { readonly reason: string };
  readonly shipsFiles: boolean;
  readonly key: SigningKey | undefined;
}

/** A package that was made. */
export interface MadePackage extends SealedPackage {
  readonly question: PackagedQuestion;
  readonly verdicts: VerdictCounts;
  readonly coverage: PackageCoverage;
  readonly shipped: ShippedFiles | undefined;
  /** Rows that could not be read, for which the answer was made without them. */
  readonly corrupt: CorruptRows;
}

/** Makes a package of evidence for a question. Every other form of the answer is made of the one that is written first. */
export async function makePackage(store: Store, request: PackageRequest): Promise<MadePackage> {
  return new PackageInTheMaking(store, request).made();
}

class PackageInTheMaking {
  private readonly files: PackageWriter & PackageReader;
  private readonly entries: ManifestEntry[] = [];
  private readonly corrupt = new CorruptRows();
  /** The time of the first event of the answer. */
  private oldest: string | undefined;

  constructor(
    private readonly store: Store,
    private readonly request: PackageRequest,
  ) {
    this.files = request.files;
  }

  async made(): Promise<MadePackage> {
    const { request, store, corrupt } = this;
    await this.writeEvents();
    const verdicts = await this.writeVerification();
    const coverage = await packageCoverage(store, request, this.oldest);
    await this.add(PACKAGE_FILES.coverage, jsonText(coverage));
    const question = await this.question(Object.values(verdicts).reduce((sum, count) => sum + count, 0));
    await this.add(PACKAGE_FILES.question, jsonText(question));
    const shipped = await this.ship();
    const isSigned = request.key !== undefined;
    const sources = { question, coverage, verdicts, isSigned, entries: [...this.entries] };
    await this.add(PACKAGE_FILES.report, await packageReport(this.files, sources));
    const sealed = await sealPackage(this.files, this.entries, question, request.key);
    return { ...sealed, question, verdicts, coverage, shipped, corrupt };
  }

  private async add(path: string, content: string | AsyncIterable<string>): Promise<void> {
    this.entries.push(await this.files.write(path, content));
  }

  private async writeEvents(): Promise<void> {
    const { corrupt, request } = this;
    const { reader } = this.store.ports.reading(corrupt);
    const found = findEvents({ reader, now: () => request.now, corrupt }, request.question);
    await this.add(PACKAGE_FILES.events, printed(eventsAnswer(withEvidence(reader, found), false), 'ndjson'));
    await this.add(PACKAGE_FILES.table, printed(eventsAnswer(packagedAnswers(this.files), false), 'csv'));
  }

  private async writeVerification(): Promise<VerdictCounts> {
    const { verifying, question } = this.request;
    const by = 'reason' in verifying ? verifying : { by: verifying, keysSince: keysSince(question.query.since) };
    const { reader } = this.store.ports.reading(this.corrupt);
    const refs = this.refs();
    const { lines, counts } = verifiedList(verifyAnswer(reader, refs, by));
    await this.add(PACKAGE_FILES.verification, lines);
    return counts;
  }

  private async *refs(): AsyncGenerator<string> {
    for await (const { ref, eventTime } of packagedEvents(this.files)) {
      if (eventTime !== undefined && (this.oldest === undefined || eventTime < this.oldest)) this.oldest = eventTime;
      yield ref;
    }
  }

  private async question(events: number): Promise<PackagedQuestion> {
    const { store, request } = this;
    const { query, plan } = request.question;
    const window = { deliveryTime: { from: null, to: null }, eventTime: spanOf(query) };
    return {
      words: request.words,
      plan: plan.by,
      events,
      ...(store.outputs && { indexing: indexingOf(store.outputs) }),
      ...(await verdictCheck(store, window, request.now)),
    };
  }

  private async ship(): Promise<ShippedFiles | undefined> {
    const { verifying, shipsFiles } = this.request;
    if (!shipsFiles || 'reason' in verifying) return undefined;
    const shipped = await shipFiles({ ...verifying, writer: this.files }, verifiedLines(this.files));
    this.entries.push(...shipped.entries);
    return shipped;
  }
}

function indexingOf({ KeptRecords, RetentionDays, GuardedStack }: StackIndexing): StackIndexing {
  return { KeptRecords, RetentionDays, GuardedStack };
}
