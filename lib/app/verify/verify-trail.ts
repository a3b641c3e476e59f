import { chainOf, logFolderOf } from '../../core/integrity/digest-name';
import type { Verification, VerificationFinding } from '../../core/integrity/verification';
import { CorruptRows } from '../../core/rows/corrupt-rows';
import { DELIVERIES } from '../../core/rows/receipt-codec';
import type { ReceiptReader } from '../ports/receipt-reader';
import { type ChainStep, walkChain } from './digest-chain';
import { Findings } from './findings';
import { ProvenRows } from './proven-rows';
import { SignedFiles } from './signed-files';
import { SignedRecords } from './signed-records';
import type { VerifyPosition } from './verification-state';
import { type DigestDependencies, type ListedDigest, VerifiedDigests } from './verified-digests';
import { type FileDependencies, type FileOptions, FileVerifier } from './verify-files';
import { AT_THE_START, foldersAfter, hoursOf, namesThatFit } from './verify-position';
import { takeTerms, verifyStoredRows } from './verify-stored-rows';
import { StoredTerms } from './verify-stored-terms';

const HOUR_MS = 60 * 60 * 1000;

/** CloudTrail delivers a digest each hour, some minutes after it ends. */
const SIGNED_WITHIN_MS = 2 * HOUR_MS;

/** CloudTrail may still sign with a key shortly after it is replaced, and may deliver log files up to 30 days late. */
const KEYS_BEFORE_MS = 40 * 24 * HOUR_MS;

/** The dependencies of verification. */
export interface VerifyDependencies extends DigestDependencies, FileDependencies {
  readonly newest: Pick<ReceiptReader, 'newest'>;
  /** Called when a digest and its log files are done, with about how many there are: CloudTrail makes one an hour. */
  readonly onDigest?: (done: number, expected: number) => void;
  /** How to go on with what an earlier run left. Undefined verifies everything at once. */
  readonly progress?: VerifyProgress;
}

/** A verification in several runs. */
export interface VerifyProgress {
  /** Where the run before this one ended. Undefined to begin. */
  readonly from: VerifyPosition | undefined;
  /** Called after each step with everything that this run has found. The verification ends if it rejects. */
  readonly reached: (position: VerifyPosition, found: Verification) => Promise<void>;
}

/** What to verify. */
export interface VerifyOptions extends FileOptions {
  /** The region of the digests, log files and rows to verify. Undefined for all. */
  readonly region: string | undefined;
}

/**
 * Verifies what CloudTrail delivered in a window: its digests, and with them log files and receipts. Takes whole
 * digests, those whose hour ends between `since` and an hour after `until`. These log files are those of `aws
 * cloudtrail validate-logs`, and a few more than the window has.
 */
export async function verifyTrail(deps: VerifyDependencies, options: VerifyOptions): Promise<Verification> {
  const verifier = new TrailVerifier(deps, options);
  await verifier.run();
  return verifier.result();
}

class TrailVerifier {
  private readonly digests = new Findings();
  private readonly rows: Findings;
  private at: VerifyPosition;
  private readonly proven = new ProvenRows();
  private readonly gaps: VerificationFinding[] = [];
  private readonly verified: VerifiedDigests;
  private readonly signed: SignedFiles;
  private readonly files: FileVerifier;
  private readonly corrupt: CorruptRows;
  private done = 0;
  private expected = 0;

  constructor(
    private readonly deps: VerifyDependencies,
    private readonly options: VerifyOptions,
  ) {
    this.at = deps.progress?.from ?? AT_THE_START;
    this.rows = new Findings(this.at.named);
    this.corrupt = deps.corrupt ?? new CorruptRows();
    this.verified = new VerifiedDigests(deps, shifted(options.since, -KEYS_BEFORE_MS));
    this.signed = new SignedFiles(this.verified, this.at.late);
    this.files = new FileVerifier(deps, options, this.signed, this.rows, this.proven);
  }

  async run(): Promise<void> {
    if (this.at.rows === undefined) await this.verifyFolders();
    if (this.options.rows) await this.verifyRows();
  }

  result(): Verification {
    return {
      digests: { ...this.digests.result(), gaps: this.gaps },
      files: this.files.result(),
      rows: { ...this.rows.result(), compared: this.options.rows },
    };
  }

  private async verifyFolders(): Promise<void> {
    const folders = (await this.deps.bucket.digestFolders()).filter((folder) => this.isMeant(regionOf(folder)));
    this.expected = folders.length * this.hours();
    for (const folder of foldersAfter(folders, this.at)) {
      await this.verifyFolder(folder);
      await this.reach({ folder, digests: [] });
    }
    await this.nameUnsigned(folders);
    for (const row of this.corrupt.list()) if (row.table === DELIVERIES) this.files.addCorrupt(row);
    await this.reach({ rows: this.options.since });
  }

  /** What is in the tables although no signed log file made it. This is the reverse of the check by log file. */
  private async verifyRows(): Promise<void> {
    const { options, corrupt } = this;
    const { reader, indexing, progress } = this.deps;
    const { until, since } = options;
    const from = this.at.rows ?? since;
    const terms = new StoredTerms(reader, indexing, corrupt, this.proven);
    if (since < from) await takeTerms(reader, terms, { ...options, until: from }, corrupt);
    const places = new SignedRecords(this.deps, this.signed);
    for (const hour of progress ? hoursOf(from, until) : [{ since, until }]) {
      await verifyStoredRows(reader, places, terms, { ...options, ...hour }, this.rows, corrupt);
      await this.reach({ rows: hour.until });
    }
    const order = { after: this.at.term, onDone: (term: string) => this.reach({ term }) };
    await terms.verify(since, until, this.rows, progress && order);
    this.tellCorrupt();
  }

  private tellCorrupt(): void {
    for (const corruptRow of this.corrupt.list()) {
      const { row, table, shownKey, problem } = corruptRow;
      if (table !== DELIVERIES && !this.rows.isNamed(row)) this.rows.add('invalid', shownKey, problem, row);
    }
  }

  /** Notes that a step is done. */
  private async reach(step: Partial<VerifyPosition>): Promise<void> {
    this.at = { ...this.at, ...step };
    const { progress } = this.deps;
    if (!progress) return;
    this.tellCorrupt();
    const [late, named] = [this.signed.lateFiles(), namesThatFit(this.rows.names())];
    await progress.reached({ ...this.at, late, named }, this.result());
  }

  private async verifyFolder(folder: string): Promise<void> {
    const listed = await this.verified.list(folder, this.options.since, shifted(this.options.until, HOUR_MS));
    if (listed.length === 0) this.digests.add('missing', folder, 'no digest ends in the window');
    for (const name of new Set(listed.map(chainOf))) {
      await this.verifyChain(listed.filter((digest) => chainOf(digest) === name));
    }
    this.nameUncovered(folder, await this.files.verifyReceipts(logFolderOf(folder)));
  }

  /** If somebody removes the last digest of a chain, the only trace is log files that no digest covers. */
  private nameUncovered(folder: string, deliveries: readonly string[]): void {
    const due = new Date(this.deps.now().getTime() - SIGNED_WITHIN_MS).toISOString();
    const overdue = deliveries.filter((time) => time < due).sort();
    if (overdue.length === 0) return;
    const reason = `no valid digest covers ${overdue.length} log files delivered from ${overdue.at(0)} to ${overdue.at(-1)}`;
    this.digests.add('missing', folder, reason);
  }

  private async verifyChain(chain: readonly ListedDigest[]): Promise<void> {
    for await (const step of walkChain(this.verified, chain, this.options.since)) {
      const name = `${step.kind === 'gap' ? 'gap after ' : ''}${step.key}`;
      if (this.at.digests.includes(name)) continue;
      await this.take(step);
      this.done += 1;
      this.deps.onDigest?.(this.done, this.expected);
      await this.reach({ digests: [...this.at.digests, name] });
    }
  }

  private async take(step: ChainStep): Promise<void> {
    switch (step.kind) {
      case 'valid':
        this.digests.confirm();
        this.signed.note(step.digest);
        return this.files.verifyListed(step.digest.logFiles);
      case 'gap':
        this.gaps.push({ subject: step.key, reason: `the trail signed nothing from ${step.from} to ${step.to}` });
        return;
      case 'invalid':
      case 'missing':
      case 'unreadable':
      case 'unsigned':
        this.digests.add(step.kind, step.key, step.reason);
    }
  }

  /** Accounts and regions that have log files in the window, but no digests at all. */
  private async nameUnsigned(folders: readonly string[]): Promise<void> {
    const have = new Set(folders.map((folder) => folder.split('/').slice(-4).join('/')));
    for (const { accountId, region, deliveredAt, logFile } of await this.deps.newest.newest({ toTheHour: true })) {
      if (!accountId || !region || !deliveredAt || !this.isMeant(region) || deliveredAt < this.options.since) continue;
      if (have.has(`${accountId}/CloudTrail-Digest/${region}/`) || !this.deps.bucket.keyOf(logFile)) continue;
      this.digests.add(
        'missing',
        `${accountId} ${region}`,
        'log files were indexed, but the trail has no digest at all',
      );
    }
  }

  /** The hours of the window, and the one after it. */
  private hours(): number {
    const { since, until } = this.options;
    return Math.ceil((Date.parse(until) - Date.parse(since)) / HOUR_MS) + 1;
  }

  private isMeant(region: string | undefined): boolean {
    return this.options.region === undefined || region === this.options.region;
  }
}

function regionOf(folder: string): string | undefined {
  return folder.split('/').at(-2);
}

function shifted(time: string, milliseconds: number): string {
  return new Date(Date.parse(time) + milliseconds).toISOString().replace(/\.\d+Z$/, 'Z');
}
