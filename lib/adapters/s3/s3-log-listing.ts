import {
  type _Object,
  ListObjectsV2Command,
  type ListObjectsV2CommandInput,
  type ListObjectsV2CommandOutput,
  type S3Client,
} from '@aws-sdk/client-s3';
import { type Deadline, NO_DEADLINE } from '../../app/ports/deadline';
import type {
  AccountListing,
  ListedLogFile,
  ListingScope,
  LogAccount,
  LogFileListing,
  LogFolder,
  LogRegion,
} from '../../app/ports/log-file-listing';
import { isArchived } from '../../core/delivery/archived-object';
import { type DayRange, dayRange, monthsOf } from '../../core/delivery/listing-window';
import { byteOrder } from '../../core/text/byte-order';
import { byDeadline } from '../retry/retrying';
import { readingOwn } from '../sdk/own-reading';
import { type ListedObject, takeListedObjects } from './listed-objects';
import type { OwnedBucket } from './s3-log-files';

const ORGANIZATION_FOLDER = /^o-[a-z0-9]+\/$/i;

/**
 * The log files of a bucket under a trail's prefix: of single accounts, organizations (`AWSLogs/o-…/<account>`) and
 * Control Tower (`o-…/AWSLogs/o-…/<account>`). Finds accounts and regions by listing level by level. Then each month of
 * a region is one folder of the listing. Days are not, because a page of the listing has a thousand files of several
 * days, and most regions have fewer in a month.
 */
export class S3LogListing implements LogFileListing, AccountListing {
  /**
   * `prefix` is the trail's, with its own slashes, or `''` for none. `kind` is the folder below the account: digests
   * are in a folder beside that of the log files.
   */
  constructor(
    private readonly client: S3Client,
    private readonly bucket: OwnedBucket,
    private readonly prefix: string,
    private readonly deadline: Deadline = NO_DEADLINE,
    private readonly kind: 'CloudTrail' | 'CloudTrail-Digest' = 'CloudTrail',
  ) {}

  async folders(scope: ListingScope): Promise<readonly LogFolder[]> {
    const folders: LogFolder[] = [];
    for await (const region of this.regions(scope)) folders.push(...this.foldersOf(region, scope));
    return folders;
  }

  async accounts(): Promise<readonly LogAccount[]> {
    const folders = new Map<string, string[]>();
    for await (const folder of this.accountFolders()) {
      const accountId = lastSegment(folder);
      folders.set(accountId, [...(folders.get(accountId) ?? []), folder]);
    }
    return [...folders].map(([accountId, own]) => ({ accountId, regions: () => this.regionsOf(own) }));
  }

  /** The regions of an account, whose folders may be below several prefixes. */
  private async regionsOf(accountFolders: readonly string[]): Promise<readonly LogRegion[]> {
    const folders = new Map<string, string[]>();
    for (const account of accountFolders) {
      for await (const folder of this.subfolders(`${account}${this.kind}/`)) {
        const region = lastSegment(folder);
        folders.set(region, [...(folders.get(region) ?? []), folder]);
      }
    }
    return [...folders]
      .sort(([one], [other]) => byteOrder(one, other))
      .map(([region, own]) => ({
        region,
        folders: (scope: ListingScope) => own.sort(byteOrder).flatMap((folder) => this.foldersOf(folder, scope)),
      }));
  }

  /** The folders of `…/CloudTrail/<region>/` that may contain files in scope. */
  private foldersOf(region: string, scope: ListingScope): readonly LogFolder[] {
    const days = scope.since === undefined ? undefined : dayRange(scope.since, scope.until);
    const prefixes = days ? monthsOf(days).map((month) => `${region}${month}/`) : [region];
    const ahead = prefixes.filter((prefix) => scope.after === undefined || isBehind(prefix, scope.after));
    return ahead.map((prefix) => this.folder(prefix, region, days, scope.after));
  }

  private folder(prefix: string, region: string, days: DayRange | undefined, after: string | undefined): LogFolder {
    // Keys of the first day have a slash behind it, so they come after the day itself.
    const starts = [days && `${region}${days.first}`, after].filter((start) => start !== undefined);
    const last = days && `${region}${days.last}`;
    return { name: prefix, files: () => this.files(prefix, starts.sort().at(-1), last) };
  }

  /** The folders `…/CloudTrail/<region>/` of the requested accounts and regions. */
  private async *regions({ accounts, regions }: ListingScope): AsyncGenerator<string> {
    for await (const account of this.accountFolders()) {
      if (accounts.length > 0 && !accounts.includes(lastSegment(account))) continue;
      for await (const region of this.subfolders(`${account}${this.kind}/`)) {
        if (regions.length === 0 || regions.includes(lastSegment(region))) yield region;
      }
    }
  }

  private async *accountFolders(): AsyncGenerator<string> {
    const root = this.prefix === '' ? '' : `${this.prefix}/`;
    for await (const folder of this.subfolders(root)) {
      const name = folder.slice(root.length);
      if (name === 'AWSLogs/') yield* this.accountsBelow(folder);
      else if (ORGANIZATION_FOLDER.test(name)) yield* this.accountsBelow(`${folder}AWSLogs/`);
    }
  }

  private async *accountsBelow(root: string): AsyncGenerator<string> {
    for await (const folder of this.subfolders(root)) {
      if (ORGANIZATION_FOLDER.test(folder.slice(root.length))) yield* this.subfolders(folder);
      else yield folder;
    }
  }

  private async *subfolders(prefix: string): AsyncGenerator<string> {
    for await (const { CommonPrefixes = [] } of this.pages({ Prefix: prefix, Delimiter: '/' })) {
      for (const { Prefix } of CommonPrefixes) if (Prefix !== undefined) yield Prefix;
    }
  }

  private async *files(
    prefix: string,
    startAfter: string | undefined,
    last: string | undefined,
  ): AsyncGenerator<ListedLogFile> {
    const request = { Prefix: prefix, ...(startAfter !== undefined && { StartAfter: startAfter }) };
    for await (const page of this.pages({ ...request, OptionalObjectAttributes: ['RestoreStatus'] })) {
      const plain = page.objects.map((object) => this.plain(object));
      const others = page.Contents?.map((object) => this.listed(object)) ?? [];
      for (const file of [...plain, ...others].sort(byKey)) {
        if (last !== undefined && file.key.slice(0, last.length) > last) return;
        yield file;
      }
    }
  }

  private listed(object: _Object): ListedLogFile {
    const { Key = '', ETag = '', Size = 0, LastModified = new Date(0), StorageClass, RestoreStatus } = object;
    const place = { bucket: this.bucket.name, key: Key, eTag: ETag, bytes: Size, storedAt: LastModified.toISOString() };
    return isArchived(StorageClass, RestoreStatus) ? { ...place, isArchived: true } : place;
  }

  /** An object that was never restored. One that was is read by the SDK. */
  private plain({ key, eTag, bytes, storedAt, storageClass }: ListedObject): ListedLogFile {
    const place = { bucket: this.bucket.name, key, eTag, bytes, storedAt };
    return isArchived(storageClass) ? { ...place, isArchived: true } : place;
  }

  /** Pages as the SDK reads them, and the objects that it need not read. */
  private async *pages(request: Omit<ListObjectsV2CommandInput, 'Bucket'>) {
    let token: string | undefined;
    do {
      const command = new ListObjectsV2Command({
        Bucket: this.bucket.name,
        ...request,
        ...(this.bucket.owner !== undefined && { ExpectedBucketOwner: this.bucket.owner }),
        ...(token !== undefined && { ContinuationToken: token }),
      });
      const objects = readingOwn(command, takeListedObjects);
      const send = () => this.client.send(command);
      const page: ListObjectsV2CommandOutput = await byDeadline('a listing', this.deadline, send);
      yield { ...page, objects: objects() ?? [] };
      token = page.NextContinuationToken;
    } while (token !== undefined);
  }
}

/** S3 lists in this order. The embedded S3 orders a page like a dictionary. */
function byKey({ key: left }: ListedLogFile, { key: right }: ListedLogFile): number {
  return byteOrder(left, right);
}

/** Whether a folder holds keys that come after one. */
function isBehind(folder: string, after: string): boolean {
  return folder > after || after.startsWith(folder);
}

/** The last segment of a folder that ends in a slash. */
function lastSegment(folder: string): string {
  return folder.split('/').at(-2) ?? '';
}
