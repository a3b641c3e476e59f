import { gunzipSync } from 'node:zlib';
import { INDEX_EVERYTHING } from '../../../lib/app/index/index-record';
import { ingestLogFile } from '../../../lib/app/ingest/ingest-log-file';
import { EventWriter } from '../../../lib/app/ingest/store-events';
import type { AuditedBucket } from '../../../lib/app/ports/audited-bucket';
import { NO_DEADLINE } from '../../../lib/app/ports/deadline';
import { Findings } from '../../../lib/app/verify/findings';
import { SignedFiles } from '../../../lib/app/verify/signed-files';
import { SignedRecords } from '../../../lib/app/verify/signed-records';
import { VerifiedDigests } from '../../../lib/app/verify/verified-digests';
import { FileVerifier } from '../../../lib/app/verify/verify-files';
import type { VerifyDependencies, VerifyOptions } from '../../../lib/app/verify/verify-trail';
import { DIGEST_FOLDER, readDigestName } from '../../../lib/core/integrity/digest-name';
import { parsePublicKeys } from '../../../lib/core/integrity/public-keys';
import { UnreadableLogFileError } from '../../../lib/core/log-file/unreadable-log-file-error';
import { formatLogFile, type Receipt } from '../../../lib/core/rows/delivery-row';
import {
  BEGIN,
  publicKeyList,
  REGION,
  type SignedTrail,
  signedTrail,
  signer,
  TRAIL,
  type TrailOptions,
} from '../../core/integrity/signed-trail';
import { MemoryTables } from '../memory-tables';

/** Whose signatures are known. */
export const BY = signer('own');

const NOW = '2026-03-02T12:00:00Z';

/** A signed trail in memory with its rows and receipts, to be tampered with, and what verifies it. */
export class MemoryAudit implements AuditedBucket {
  isOnlySource = true;
  readonly tables = new MemoryTables();
  readonly receipts = new Map<string, Receipt>();
  readonly trail: SignedTrail;
  /** Keys of digests and log files in the order in which they were fetched. */
  readonly fetched: string[] = [];
  readonly findings = new Findings();
  readonly digests: VerifiedDigests;
  readonly signed: SignedFiles;
  readonly records: SignedRecords;
  /** What reading an object throws, by its key. */
  readonly refusals = new Map<string, Error>();

  constructor(options: Omit<TrailOptions, 'signers'> & { readonly hours?: number } = {}) {
    const { hours = 2, ...trail } = options;
    this.trail = signedTrail({ ...trail, signers: Array.from({ length: hours }, () => BY) });
    this.digests = new VerifiedDigests(this.dependencies(), BEGIN);
    this.signed = new SignedFiles(this.digests);
    this.records = new SignedRecords(this.dependencies(), this.signed);
  }

  /** The same, with every log file indexed. */
  static async indexed(options: ConstructorParameters<typeof MemoryAudit>[0] = {}): Promise<MemoryAudit> {
    const audit = new MemoryAudit(options);
    for (const key of audit.trail.logFiles) await audit.ingest(key);
    return audit;
  }

  dependencies(): VerifyDependencies {
    const { tables } = this;
    const keys = parsePublicKeys(publicKeyList(BY));
    return {
      bucket: this,
      publicKeys: { keys: async () => keys },
      trail: { trailName: TRAIL, homeRegion: REGION },
      receipts: { find: async (location) => this.receipts.get(formatLogFile(location)) },
      receiptFolders: { receipts: (folder) => this.receiptsIn(folder) },
      newest: { newest: async () => [] },
      reader: tables,
      terms: tables,
      indexing: INDEX_EVERYTHING,
      now: () => new Date(NOW),
    };
  }

  files(options: Partial<VerifyOptions> = {}): FileVerifier {
    const window = { since: '2026-03-02T00:00:00Z', until: '2026-03-03T00:00:00Z', content: false, rows: false };
    return new FileVerifier(this.dependencies(), { ...window, ...options }, this.signed, this.findings);
  }

  async digestFolders(): Promise<readonly string[]> {
    return [...new Set(this.trail.digests.map((key) => readDigestName(key)?.folder ?? ''))];
  }

  async digestsOn(folder: string, day: string): Promise<readonly string[]> {
    return [...this.trail.objects.keys()].filter((key) => key.startsWith(`${folder}${day}/`));
  }

  async digest(key: string) {
    const object = this.fetch(key);
    if (!object) return undefined;
    const { signature, 'signature-algorithm': algorithm } = object.metadata;
    const whole = signature && algorithm ? { value: signature, algorithm } : ('removed' as const);
    return { bucket: this.trail.bucket, key, content: unpacked(object.body), signature: whole };
  }

  async stored(key: string) {
    const body = this.fetch(key)?.body;
    return (
      body &&
      (async function* () {
        yield body;
      })()
    );
  }

  async open(key: string) {
    const object = this.fetch(key);
    if (!object) return undefined;
    const { body } = object;
    const chunks = (async function* () {
      yield unpacked(body);
    })();
    return { chunks, eTag: '"e"', discard: () => undefined };
  }

  locate(key: string) {
    return { bucket: this.trail.bucket, key };
  }

  keyOf(logFile: string): string | undefined {
    const root = formatLogFile(this.locate(''));
    return logFile.startsWith(root) ? logFile.slice(root.length) : undefined;
  }

  private fetch(key: string) {
    this.fetched.push(key);
    const refusal = this.refusals.get(key);
    if (refusal) throw refusal;
    return this.trail.objects.get(key);
  }

  private async ingest(key: string): Promise<void> {
    const deps = {
      events: new EventWriter(this.tables),
      indexing: INDEX_EVERYTHING,
      logFiles: {
        open: async () => {
          const opened = await this.open(key);
          if (!opened) throw new Error(`no object ${key}`);
          return opened;
        },
      },
      receipts: {
        find: async () => undefined,
        put: async (receipt: Receipt) => void this.receipts.set(receipt.logFile, receipt),
      },
      now: () => new Date(NOW),
    };
    await ingestLogFile(deps, { ...this.locate(key), origin: 'delivery' }, NO_DEADLINE);
  }

  private async *receiptsIn(folder: string): AsyncGenerator<Receipt> {
    for (const receipt of this.receipts.values()) if (receipt.folder === folder) yield receipt;
  }
}

function unpacked(body: Buffer): Buffer {
  try {
    return gunzipSync(body);
  } catch {
    throw new UnreadableLogFileError('no gzip');
  }
}

/** Whether a key is one of a digest. */
export function isDigest(key: string): boolean {
  return key.includes(`/${DIGEST_FOLDER}/`);
}
