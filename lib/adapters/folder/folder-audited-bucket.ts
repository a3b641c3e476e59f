import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import type { AuditedBucket } from '../../app/ports/audited-bucket';
import { InaccessibleFileError, type OpenedLogFile } from '../../app/ports/log-file-source';
import { type Digest, MalformedDigestError, parseDigest } from '../../core/integrity/digest';
import { chainOf, DIGEST_FOLDER, readDigestName } from '../../core/integrity/digest-name';
import { SIGNATURE_ALGORITHM } from '../../core/integrity/digest-signature';
import type { DigestSignature, FoundDigest } from '../../core/integrity/digest-verdict';
import { UnreadableLogFileError } from '../../core/log-file/unreadable-log-file-error';
import { textAt } from '../../core/record/json';
import type { LogFileLocation } from '../../core/rows/delivery-row';
import { digestContent, SIGNATURE_METADATA } from '../s3/digest-content';
import { fileKey } from './file-key';
import { FolderLogFiles, fileBytes } from './folder-log-files';

/** The ending of the file beside a digest that contains its metadata: the output of `aws s3api head-object`. */
const METADATA_SUFFIX = '.metadata.json';

/** Errors that make a digest say nothing about the one before it. */
const UNREADABLE = [MalformedDigestError, UnreadableLogFileError, InaccessibleFileError];

/**
 * A copy of the log bucket on disk, as `aws s3 sync` makes it. Copies lose the metadata with the signature of a digest.
 * This class takes the signature from a file beside the digest if there is one, and otherwise from the next digest of
 * the chain, which repeats it.
 */
export class FolderAuditedBucket implements AuditedBucket {
  /** People may fill a local store from many folders. */
  readonly isOnlySource = false;
  private readonly root: string;
  private readonly logFiles = new FolderLogFiles();

  constructor(root: string) {
    this.root = fileKey(resolve(root));
  }

  async digestFolders(): Promise<readonly string[]> {
    const entries = await readdir(this.root, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory() && entry.parentPath.endsWith(`${sep}${DIGEST_FOLDER}`))
      .map((entry) => `${this.keyAt(join(entry.parentPath, entry.name))}/`)
      .sort();
  }

  async digestsOn(folder: string, day: string): Promise<readonly string[]> {
    const names = await unlessAbsent(() => readdir(join(this.root, folder, day)));
    return (names ?? []).map((name) => `${folder}${day}/${name}`);
  }

  async digest(key: string): Promise<FoundDigest | undefined> {
    const content = await this.content(key);
    if (content === undefined) return undefined;
    const signature = (await this.signatureBeside(key)) ?? (await this.signatureInNext(key)) ?? 'unknown';
    return { bucket: undefined, key, content, signature };
  }

  open(key: string): Promise<OpenedLogFile | undefined> {
    return unlessAbsent(() => this.logFiles.open(this.locate(key)));
  }

  async stored(key: string): Promise<AsyncIterable<Uint8Array> | undefined> {
    const file = join(this.root, key);
    return existsSync(file) ? fileBytes(file) : undefined;
  }

  locate(key: string): LogFileLocation {
    return { bucket: '', key: fileKey(join(this.root, key)) };
  }

  keyOf(logFile: string): string | undefined {
    // A package of evidence comes from a stranger: its names must not lead out of the folder.
    if (logFile.split('/').includes('..')) return undefined;
    return logFile.startsWith(`${this.root}/`) ? this.keyAt(logFile) : this.movedKeyOf(logFile);
  }

  /** The key of a file that lay elsewhere when it was indexed: the end of its path that this folder has, CloudTrail's folders included. */
  private movedKeyOf(logFile: string): string | undefined {
    const segments = logFile.split('/');
    const last = segments.lastIndexOf('AWSLogs');
    const keys = segments.slice(0, last + 1).map((_, index) => segments.slice(index).join('/'));
    return keys.find((key) => existsSync(join(this.root, key)));
  }

  private keyAt(path: string): string {
    return fileKey(relative(this.root, path));
  }

  private content(key: string): Promise<Buffer | undefined> {
    return unlessAbsent(() => digestContent(fileBytes(join(this.root, key))));
  }

  private async signatureBeside(key: string): Promise<DigestSignature | undefined> {
    const json = await unlessAbsent(() => readFile(join(this.root, `${key}${METADATA_SUFFIX}`), 'utf8'));
    if (json === undefined) return undefined;
    const metadata = parsed(json);
    const value = textAt(metadata, 'Metadata', SIGNATURE_METADATA.value);
    const algorithm = textAt(metadata, 'Metadata', SIGNATURE_METADATA.algorithm);
    return value === undefined || algorithm === undefined ? undefined : { value, algorithm };
  }

  private async signatureInNext(key: string): Promise<DigestSignature | undefined> {
    for (const next of await this.laterInChain(key)) {
      const digest = await this.parsedDigest(next);
      if (digest?.previous?.key !== key || digest.previousSignature === null) continue;
      return { value: digest.previousSignature, algorithm: SIGNATURE_ALGORITHM };
    }
    return undefined;
  }

  /**
   * The digests after one in its chain, of its day and the next. A later one would only be the first after a long
   * silence.
   */
  private async laterInChain(key: string): Promise<readonly string[]> {
    const name = readDigestName(key);
    if (!name) return [];
    const days = [0, 1].map((later) => dayFolder(name.endTime, later));
    const keys = (await Promise.all(days.map((day) => this.digestsOn(name.folder, day)))).flat();
    return keys.filter((other) => isLater(other, key)).sort();
  }

  private async parsedDigest(key: string): Promise<Digest | undefined> {
    try {
      const content = await this.content(key);
      return content && parseDigest(content);
    } catch (error) {
      if (UNREADABLE.some((kind) => error instanceof kind)) return undefined;
      throw error;
    }
  }
}

async function unlessAbsent<Result>(fetch: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await fetch();
  } catch (error) {
    if (isAbsence(error)) return undefined;
    throw error;
  }
}

/** Whoever says in words that a file is gone has the system's error as its cause. */
function isAbsence(error: unknown): boolean {
  return error instanceof Error && (('code' in error && error.code === 'ENOENT') || isAbsence(error.cause));
}

function isLater(key: string, than: string): boolean {
  const [name, other] = [readDigestName(key), readDigestName(than)];
  return name !== undefined && other !== undefined && chainOf(name) === chainOf(other) && name.endTime > other.endTime;
}

function dayFolder(time: string, daysLater: number): string {
  const date = new Date(time);
  date.setUTCDate(date.getUTCDate() + daysLater);
  return date.toISOString().slice(0, 'YYYY-MM-DD'.length).replaceAll('-', '/');
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
