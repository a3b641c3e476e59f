import {
  AbortMultipartUploadCommand,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  NoSuchKey,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { Deadline } from '../../app/ports/deadline';
import type { ExportFile, ExportTarget, VersionedTarget } from '../../app/ports/export/export-target';
import { byDeadline } from '../retry/retrying';
import { S3UploadedFile } from './s3-uploaded-file';

/** A prefix of a bucket: empty, or with a slash at its end. */
export interface S3Place {
  readonly bucket: string;
  readonly prefix: string;
}

/** How old an upload is, in milliseconds, that no run completes any more. */
const ABANDONED_MS = 24 * 60 * 60 * 1_000;

/** An export into a prefix of a bucket. An object is there when its upload is completed, and not before. */
export class S3ExportTarget implements ExportTarget, VersionedTarget {
  constructor(
    private readonly client: S3Client,
    private readonly place: S3Place,
    private readonly deadline: Deadline,
    private readonly now: () => Date,
  ) {}

  async read(path: string): Promise<string | undefined> {
    const request = new GetObjectCommand(this.objectAt(path));
    try {
      const { Body } = await byDeadline('a file of the export', this.deadline, () => this.client.send(request));
      return (await Body?.transformToString()) ?? '';
    } catch (error) {
      if (error instanceof NoSuchKey || (error instanceof Error && error.name === 'NoSuchKey')) return undefined;
      throw error;
    }
  }

  async list(folder: string): Promise<readonly string[]> {
    return [...(await this.versions(folder)).keys()];
  }

  async versions(folder: string): Promise<ReadonlyMap<string, string>> {
    const prefix = `${this.place.prefix}${folder}/`;
    const found = new Map<string, string>();
    let after: string | undefined;
    do {
      const request = new ListObjectsV2Command({
        Bucket: this.place.bucket,
        Prefix: prefix,
        Delimiter: '/',
        ...(after !== undefined && { ContinuationToken: after }),
      });
      const page = await byDeadline('the files of the export', this.deadline, () => this.client.send(request));
      for (const { Key = '', ETag = '' } of page.Contents ?? []) {
        const name = Key.slice(prefix.length);
        if (name !== '') found.set(name, ETag);
      }
      after = page.NextContinuationToken;
    } while (after !== undefined);
    return found;
  }

  async create(path: string): Promise<ExportFile> {
    return new S3UploadedFile(this.client, this.objectAt(path), this.deadline);
  }

  /** Aborts uploads of runs that were cut off, whose parts cost storage: those that began more than a day ago. */
  async cleanUp(): Promise<number> {
    const old = this.now().getTime() - ABANDONED_MS;
    let aborted = 0;
    let from: { KeyMarker?: string; UploadIdMarker?: string } = {};
    for (let isMore = true; isMore; ) {
      const request = new ListMultipartUploadsCommand({
        Bucket: this.place.bucket,
        Prefix: this.place.prefix,
        ...from,
      });
      const page = await byDeadline('unfinished uploads', this.deadline, () => this.client.send(request));
      for (const { Key, UploadId, Initiated } of page.Uploads ?? []) {
        if (Initiated === undefined || Initiated.getTime() > old) continue;
        const abort = new AbortMultipartUploadCommand({ Bucket: this.place.bucket, Key, UploadId });
        await byDeadline('an unfinished upload', this.deadline, () => this.client.send(abort));
        aborted += 1;
      }
      isMore = page.IsTruncated === true;
      from = {
        ...(page.NextKeyMarker !== undefined && { KeyMarker: page.NextKeyMarker }),
        ...(page.NextUploadIdMarker !== undefined && { UploadIdMarker: page.NextUploadIdMarker }),
      };
    }
    return aborted;
  }

  private objectAt(path: string) {
    return { Bucket: this.place.bucket, Key: `${this.place.prefix}${path}` };
  }
}
