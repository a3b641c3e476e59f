import { createHash } from 'node:crypto';
import { readLogFileName } from '../../core/delivery/log-file-name';
import { dayFolders } from '../../core/integrity/day-folders';
import type { SignedLogFile } from '../../core/integrity/digest';
import type { Verification } from '../../core/integrity/verification';
import { UnreadableLogFileError } from '../../core/log-file/unreadable-log-file-error';
import { formatLogFile, parseLogFile, type Receipt, receiptKey } from '../../core/rows/delivery-row';
import type { CorruptRowError } from '../../core/rows/row-codec';
import { mapConcurrently } from '../flow/map-concurrently';
import type { AuditedBucket } from '../ports/audited-bucket';
import { NO_DEADLINE } from '../ports/deadline';
import { InaccessibleFileError, type OpenedLogFile } from '../ports/log-file-source';
import type { ReceiptFolders } from '../ports/receipt-folders';
import type { ReceiptStore } from '../ports/receipt-store';
import { type ExpectedIndexing, expectedRows } from './expected-rows';
import { Findings } from './findings';
import { ProvenRows } from './proven-rows';
import { type SignedFiles, UNSIGNED_REASONS } from './signed-files';

import { type RowDependencies, RowVerifier } from './verify-rows';

/**
 * How many log files to verify at once: enough to hide the latency of S3, few enough that their chunks need little
 * memory.
 */
const FILES_AT_ONCE = 8;

/** The source of log files and receipts. */
export interface FileDependencies extends RowDependencies {
  readonly bucket: AuditedBucket;
  readonly receipts: Pick<ReceiptStore, 'find'>;
  readonly receiptFolders: ReceiptFolders;
  /** How records are indexed. The retention decides which rows must exist. */
  readonly indexing: ExpectedIndexing;
}

/** Which log files to verify, and how thoroughly. */
export interface FileOptions {
  /** Time of delivery, inclusive and exclusive. */
  readonly since: string;
  readonly until: string;
  /** Whether to read and hash log files, instead of comparing only their receipts. */
  readonly content: boolean;
  /** Whether to compare rows with what the log files make. Log files are then read, too. */
  readonly rows: boolean;
}

/** Verifies log files and receipts by what digests say about them. */
export class FileVerifier {
  private readonly files = new Findings();
  private readonly rowVerifier: RowVerifier;

  constructor(
    private readonly deps: FileDependencies,
    private readonly options: FileOptions,
    private readonly signed: SignedFiles,
    private readonly rows: Findings,
    private readonly proven?: ProvenRows,
  ) {
    this.rowVerifier = new RowVerifier(deps);
  }

  result(): Verification['files'] {
    return { ...this.files.result(), contentRead: this.options.content || this.options.rows };
  }

  /** Verifies the log files that a valid digest lists. */
  async verifyListed(files: readonly SignedLogFile[]): Promise<void> {
    await mapConcurrently(files, FILES_AT_ONCE, (file) => this.verifyFile(file));
  }

  /** A receipt of a list that is not what this program writes. */
  addCorrupt(row: CorruptRowError): void {
    this.files.add('invalid', row.shownKey, row.problem);
  }

  /**
   * Finds receipts in the window, of one account and region, whose log file no digest lists. Gives the delivery times
   * of those that no valid digest covers.
   */
  async verifyReceipts(logFolder: string): Promise<readonly string[]> {
    const uncovered: string[] = [];
    for (const day of dayFolders(this.options.since, this.options.until)) {
      const folder = `${logFolder}${day}/`;
      const names = this.deps.receiptFolders.receipts(receiptKey(this.deps.bucket.locate(`${folder}-`)).folder, ' ');
      for await (const { fileName } of names) uncovered.push(...(await this.verifyReceipt(`${folder}${fileName}`)));
    }
    return uncovered;
  }

  private async verifyFile(file: SignedLogFile): Promise<void> {
    const subject = formatLogFile(this.deps.bucket.locate(file.key));
    const receipt = await this.deps.receipts.find(this.deps.bucket.locate(file.key), NO_DEADLINE);
    const problem = (await this.contentProblem(file, receipt)) ?? receiptProblem(receipt, file, subject);
    if (problem) this.files.add(problem.kind, subject, problem.reason);
    else this.files.confirm();
  }

  private async contentProblem(file: SignedLogFile, receipt: Receipt | undefined): Promise<Problem | undefined> {
    if (!this.options.content && !this.options.rows) return undefined;
    try {
      const opened = await this.deps.bucket.open(file.key);
      if (!opened) return { kind: 'missing', reason: 'a digest lists it, but it does not exist' };
      const sha256 = this.options.rows ? await this.compareRows(file, opened, receipt) : await hashOf(opened);
      return sha256 === file.sha256
        ? undefined
        : { kind: 'invalid', reason: 'its content is not what CloudTrail signed' };
    } catch (error) {
      if (error instanceof UnreadableLogFileError) return { kind: 'invalid', reason: error.message };
      if (error instanceof InaccessibleFileError) return { kind: 'unreadable', reason: error.reason };
      throw error;
    }
  }

  /** Compares the rows of a log file. The findings count only if the content turns out to be what CloudTrail signed. */
  private async compareRows(
    file: SignedLogFile,
    { chunks }: OpenedLogFile,
    receipt: Receipt | undefined,
  ): Promise<string | undefined> {
    const logFile = formatLogFile(this.deps.bucket.locate(file.key));
    const readWith = new Set(receipt?.neighbours);
    const expected = expectedRows({ logFile, key: file.key, chunks, readWith }, this.deps.indexing, this.deps.now());
    const found = new Findings();
    const proven = new ProvenRows();
    for await (const batch of expected.batches)
      await this.rowVerifier.verify(batch, logFile, found, receipt?.indexVersion, proven);
    if (expected.sha256() === file.sha256) {
      this.rows.merge(found);
      this.proven?.merge(proven);
    }
    return expected.sha256();
  }

  /** The time of delivery, if no valid digest covers it. */
  private async verifyReceipt(key: string): Promise<readonly string[]> {
    const { deliveredAt } = readLogFileName(key);
    if (deliveredAt !== undefined && !isWithin(deliveredAt, this.options)) return [];
    const { kind } = await this.signed.standing(key);
    const subject = formatLogFile(this.deps.bucket.locate(key));
    if (kind === 'signed' || (await this.isForeign(key))) return [];
    if (kind === 'unlisted') {
      this.files.add('invalid', subject, 'it has a receipt, but no digest of its time lists it');
      return [];
    }
    this.files.add('unsigned', subject, UNSIGNED_REASONS[kind]);
    return kind === 'uncovered' && deliveredAt !== undefined ? [deliveredAt] : [];
  }

  /** Whether a receipt is of a file that does not lie in this bucket: a local store may be filled from many folders. */
  private async isForeign(key: string): Promise<boolean> {
    const { bucket, receipts } = this.deps;
    if (bucket.isOnlySource) return false;
    const receipt = await receipts.find(bucket.locate(key), NO_DEADLINE);
    if (receipt?.corrupt !== undefined) return false;
    return receipt !== undefined && bucket.keyOf(receipt.logFile) === undefined;
  }
}

async function hashOf({ chunks }: OpenedLogFile): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of chunks) hash.update(chunk);
  return hash.digest('hex');
}

interface Problem {
  readonly kind: 'invalid' | 'missing' | 'unreadable';
  readonly reason: string;
}

function receiptProblem(receipt: Receipt | undefined, file: SignedLogFile, logFile: string): Problem | undefined {
  if (!receipt)
    return {
      kind: 'missing',
      reason: 'a digest lists it, but it has no receipt: ssm-audit reconcile lists such files',
    };
  if (receipt.corrupt !== undefined) return { kind: 'invalid', reason: receipt.corrupt };
  if (receipt.state !== 'done') {
    return {
      kind: 'missing',
      reason: `its receipt says ${receipt.state}: ${receipt.reason ?? 'the reason is unknown'}`,
    };
  }
  if (receipt.contentSha256 === file.sha256 && isOf(receipt, logFile)) return undefined;
  return { kind: 'invalid', reason: 'its receipt is for other content than CloudTrail signed' };
}

/** Whether a receipt is that of a log file, wherever somebody has moved it since. */
function isOf(receipt: Receipt, logFile: string): boolean {
  const [own, asked] = [receipt.logFile, logFile].map((text) => receiptKey(parseLogFile(text)));
  return own?.folder === asked?.folder && own?.fileName === asked?.fileName;
}

function isWithin(time: string, { since, until }: FileOptions): boolean {
  return since <= time && time < until;
}
