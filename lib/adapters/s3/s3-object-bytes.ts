import { Readable } from 'node:stream';
import { GetObjectCommand, type GetObjectCommandInput, type S3Client } from '@aws-sdk/client-s3';
import type { Deadline } from '../../app/ports/deadline';
import { formatLogFile } from '../../core/rows/delivery-row';
import { isTemporary } from '../retry/is-temporary';
import { pause } from '../retry/pause';
import { byDeadline } from '../retry/retrying';
import { objectError } from './inaccessible-object';

/**
 * The bytes of one object. If the connection breaks, asks for the rest of the same content, with full jitter between
 * tries, until the deadline. Never reads the same bytes twice.
 */
export class S3ObjectBytes implements AsyncIterable<Uint8Array> {
  private read = 0;

  private constructor(
    private readonly client: S3Client,
    private readonly request: GetObjectCommandInput,
    private readonly deadline: Deadline,
    private body: Readable,
    /** The size of the object in bytes, if the store says it. */
    readonly size: number | undefined,
    /** The entity tag, or `''` if the store gives none. */
    readonly eTag: string,
    readonly versionId: string | undefined,
    /** The metadata that the writer of the object gave it. */
    readonly metadata: Readonly<Record<string, string>>,
  ) {}

  /**
   * Asks for the object. Rejects with `InaccessibleFileError` if we may not read it, with `OutOfTimeError` if a
   * temporary fault persists, and otherwise with S3's own error.
   */
  static async open(client: S3Client, request: GetObjectCommandInput, deadline: Deadline): Promise<S3ObjectBytes> {
    const { Body, ContentLength, ETag = '', VersionId, Metadata = {} } = await get(client, request, deadline);
    return new S3ObjectBytes(client, request, deadline, asReadable(Body), ContentLength, ETag, VersionId, Metadata);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    for (let tries = 1; ; tries += 1) {
      try {
        yield* this.counted();
        return;
      } catch (error) {
        if (!isTemporary(error)) throw error;
      }
      if (this.read === this.size) return;
      await pause('the rest of an object', tries, this.deadline);
      this.body = await this.rest();
    }
  }

  /** Returns the connection. You can call it after the end. */
  destroy(): void {
    this.body.destroy();
  }

  private async *counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of this.body) {
      this.read += chunk.length;
      yield chunk;
    }
  }

  private async rest(): Promise<Readable> {
    const request = { ...this.request, Range: `bytes=${this.read}-`, IfMatch: this.eTag };
    return asReadable((await get(this.client, request, this.deadline)).Body);
  }
}

async function get(client: S3Client, request: GetObjectCommandInput, deadline: Deadline) {
  try {
    return await byDeadline('an object', deadline, () => client.send(new GetObjectCommand(request)));
  } catch (error) {
    throw objectError(error, formatLogFile({ bucket: request.Bucket ?? '', key: request.Key ?? '' }));
  }
}

/** On Node.js, the SDK's bodies are streams. An object without content may have none. */
function asReadable(body: unknown): Readable {
  return body instanceof Readable ? body : Readable.from([]);
}
