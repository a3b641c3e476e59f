import { DeleteObjectCommand, GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { Deadline } from '../../app/ports/deadline';
import type { RunStore } from '../../app/ports/export/run-store';
import { byDeadline } from '../retry/retrying';
import type { S3Place } from './s3-export-target';
import { S3UploadedFile } from './s3-uploaded-file';

/** Runs as objects of a prefix, for work that goes on in another process. */
export class S3Runs implements RunStore {
  constructor(
    private readonly client: S3Client,
    private readonly place: S3Place,
    private readonly deadline: Deadline,
  ) {}

  async write(name: string, content: AsyncIterable<Uint8Array>): Promise<void> {
    const file = new S3UploadedFile(this.client, this.objectOf(name), this.deadline);
    try {
      for await (const chunk of content) await file.write(chunk);
      await file.complete();
    } finally {
      await file.abandon();
    }
  }

  async read(name: string, from: number, bytes: number): Promise<Uint8Array> {
    const request = new GetObjectCommand({ ...this.objectOf(name), Range: `bytes=${from}-${from + bytes - 1}` });
    return byDeadline('a run of the export', this.deadline, async () => {
      const { Body } = await this.client.send(request);
      return (await Body?.transformToByteArray()) ?? new Uint8Array();
    });
  }

  async remove(names: readonly string[]): Promise<void> {
    for (const name of names) {
      const request = new DeleteObjectCommand(this.objectOf(name));
      await byDeadline('a run of the export', this.deadline, () => this.client.send(request));
    }
  }

  private objectOf(name: string) {
    return { Bucket: this.place.bucket, Key: `${this.place.prefix}${name}` };
  }
}
