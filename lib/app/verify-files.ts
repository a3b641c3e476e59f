import { createHash } from 'node:crypto';
import { readLogFileName } from '../core/delivery/log-file-name';
import { dayFolders } from '../core/integrity/day-folders';
import type { SignedLogFile } from '../core/integrity/digest';
import type { Verification } from '../core/integrity/verification';
import { UnreadableLogFileError } from '../core/log-file/unreadable-log-file-error';
import { formatLogFile, type Receipt, receiptKey } from '../core/rows/delivery-row';
import { Findings } from './findings';
import { mapConcurrently } from './map-concurrently';
import type { AuditedBucket } from './ports/audited-bucket';
import { NO_DEADLINE } from './ports/deadline';
import type { ReceiptFolders } from './ports/receipt-folders';
import type { ReceiptStore } from './ports/receipt-store';
import { type SignedFiles, UNSIGNED_REASONS } from './signed-files';

/** Log files under way at once: enough to hide the latency of S3, few enough that their chunks are no burden. */
const FILES_AT_ONCE = 8;

/** Where log files and their receipts come from. */
export interface FileDependencies {
  readonly bucket: AuditedBucket;
  readonly receipts: Pick<ReceiptStore, 'find'>;
  readonly receiptFolders: ReceiptFolders;
  readonly now: () => Date;
}

/** Which log files, and how thoroughly. */
export interface FileOptions {
  /** Time of delivery, inclusive and exclusive. */
  readonly since: string;
  readonly until: string;
  /** Whether log files are read and hashed, and not only their receipts compared. */
  readonly content: boolean;
}

/** Verifies log files and receipts by what digests say of them. */
export class FileVerifier {
  private readonly files = new Findings();
  private readonly rows = new Findings();

  constructor(
    private readonly deps: FileDependencies,
    private readonly options: FileOptions,
    private readonly signed: SignedFiles,
  ) {}

  results(): Pick<Verification, 'files' | 'rows'> {
    return {
      files: { ...this.files.result(), contentRead: this.options.content },
      rows: { ...this.rows.result(), compared: false },
    };
  }

  /** Verifies the log files that a valid digest lists. */
  async verifyListed(files: readonly SignedLogFile[]): Promise<void> {
    await mapConcurrently(files, FILES_AT_ONCE, (file) => this.verifyFile(file));
  }

  /**
   * Looks for receipts in the window, of one account and region, whose log file no digest lists. Gives the times of
   * delivery of those that no valid digest covers.
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
    const problem = (await this.contentProblem(file)) ?? receiptProblem(receipt, file, subject);
    if (problem) this.files.add(problem.kind, subject, problem.reason);
    else this.files.confirm();
  }

  private async contentProblem(file: SignedLogFile): Promise<Problem | undefined> {
    if (!this.options.content) return undefined;
    try {
      const opened = await this.deps.bucket.open(file.key);
      if (!opened) return { kind: 'missing', reason: 'a digest lists it, and it is not there' };
      const hash = createHash('sha256');
      for await (const chunk of opened.chunks) hash.update(chunk);
      const isSigned = hash.digest('hex') === file.sha256;
      return isSigned ? undefined : { kind: 'invalid', reason: 'its content is not what was signed' };
    } catch (error) {
      if (error instanceof UnreadableLogFileError) return { kind: 'invalid', reason: error.message };
      throw error;
    }
  }

  /** The time of delivery, where no valid digest covers it. */
  private async verifyReceipt(key: string): Promise<readonly string[]> {
    const { deliveredAt } = readLogFileName(key);
    if (deliveredAt !== undefined && !isWithin(deliveredAt, this.options)) return [];
    const { kind } = await this.signed.standing(key);
    const subject = formatLogFile(this.deps.bucket.locate(key));
    if (kind === 'signed') return [];
    if (kind === 'unlisted') {
      this.files.add('invalid', subject, 'it has a receipt, and no digest of its time lists it');
      return [];
    }
    this.files.add('unsigned', subject, UNSIGNED_REASONS[kind]);
    return kind === 'uncovered' && deliveredAt !== undefined ? [deliveredAt] : [];
  }
}

interface Problem {
  readonly kind: 'invalid' | 'missing';
  readonly reason: string;
}

function receiptProblem(receipt: Receipt | undefined, file: SignedLogFile, logFile: string): Problem | undefined {
  if (!receipt) return { kind: 'missing', reason: 'a digest lists it, and it has no receipt: see ssm-audit reconcile' };
  if (receipt.state !== 'done') {
    return { kind: 'missing', reason: `its receipt says ${receipt.state}: ${receipt.reason ?? 'no reason is known'}` };
  }
  if (receipt.contentSha256 === file.sha256 && receipt.logFile === logFile) return undefined;
  return { kind: 'invalid', reason: 'its receipt is not of the content that was signed' };
}

function isWithin(time: string, { since, until }: FileOptions): boolean {
  return since <= time && time < until;
}
