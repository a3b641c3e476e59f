import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import type { Deadline } from '../../app/ports/deadline';
import type { ExportFile } from '../../app/ports/export/export-target';
import { byDeadline } from '../retry/retrying';

/** The bytes of a part: S3 wants 5 MiB at least of each but the last, and takes 10,000 parts (S3 user guide: multipart upload limits). */
const PART_BYTES = 8 * 1024 * 1024;

/** The name of an object. */
interface ObjectName {
  readonly Bucket: string;
  readonly Key: string;
}

/** An object that is there once it is whole: one request if it is small, else an upload in parts. */
export class S3UploadedFile implements ExportFile {
  private chunks: Uint8Array[] = [];
  private bytes = 0;
  private uploadId: string | undefined;
  private readonly parts: CompletedPart[] = [];

  constructor(
    private readonly client: S3Client,
    private readonly object: ObjectName,
    private readonly deadline: Deadline,
  ) {}

  async write(bytes: Uint8Array): Promise<void> {
    this.chunks.push(bytes);
    this.bytes += bytes.length;
    while (this.bytes >= PART_BYTES) await this.upload(this.take(PART_BYTES));
  }

  async complete(): Promise<void> {
    if (this.uploadId === undefined) {
      const request = new PutObjectCommand({ ...this.object, Body: this.take(this.bytes) });
      await this.send(() => this.client.send(request));
      return;
    }
    if (this.bytes > 0) await this.upload(this.take(this.bytes));
    const { object, uploadId: UploadId, parts: Parts } = this;
    const request = new CompleteMultipartUploadCommand({ ...object, UploadId, MultipartUpload: { Parts } });
    await this.send(() => this.client.send(request));
    this.uploadId = undefined;
  }

  async abandon(): Promise<void> {
    const { object, uploadId: UploadId } = this;
    this.uploadId = undefined;
    if (UploadId === undefined) return;
    const request = new AbortMultipartUploadCommand({ ...object, UploadId });
    // What cannot be aborted now is aborted by a later run; what went wrong before is what there is to tell.
    await this.send(() => this.client.send(request)).catch(() => undefined);
  }

  private async upload(Body: Uint8Array): Promise<void> {
    if (this.uploadId === undefined) {
      const begin = new CreateMultipartUploadCommand(this.object);
      this.uploadId = (await this.send(() => this.client.send(begin))).UploadId;
    }
    const PartNumber = this.parts.length + 1;
    const request = new UploadPartCommand({ ...this.object, UploadId: this.uploadId, PartNumber, Body });
    const { ETag } = await this.send(() => this.client.send(request));
    this.parts.push({ PartNumber, ETag });
  }

  /** The next so many bytes that are not uploaded yet. */
  private take(bytes: number): Uint8Array {
    const all = Buffer.concat(this.chunks);
    this.chunks = bytes < all.length ? [all.subarray(bytes)] : [];
    this.bytes = all.length - bytes;
    return all.subarray(0, bytes);
  }

  private send<Output>(request: () => Promise<Output>): Promise<Output> {
    return byDeadline('a file of the export', this.deadline, request);
  }
}
