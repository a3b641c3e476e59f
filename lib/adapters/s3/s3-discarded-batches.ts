import type { Deadline } from '../../app/ports/deadline';
import type { DiscardedBatches } from '../../app/ports/discarded-batches';
import { DISCARDED_FOLDER } from '../../contract/discarded-batches';
import { member } from '../../core/record/json';
import { fromXml } from '../../core/text/xml-text';
import { SignedRequests, type SigningConfig } from '../signing/signed-requests';

/** A batch is the event of one invocation, which has 6 MB at most (Lambda quotas), as text inside of JSON. */
const MAX_BYTES = 16 * 1024 * 1024;

/** A key in the answer of `ListObjectsV2`. */
const KEY = /<Key>([^<]*)<\/Key>/g;

/** An object among the discarded batches is none. */
export class NoDiscardedBatchError extends Error {
  constructor(
    readonly key: string,
    problem: string,
  ) {
    super(
      `${key} ${problem}: expected a batch of the stream, which Lambda discarded; find out who else writes to this bucket`,
    );
    this.name = 'NoDiscardedBatchError';
  }
}

/**
 * The bucket where Lambda puts batches that it gives up on, each an object of JSON with the batch as `payload` (Lambda
 * developer guide: retain discarded records for a DynamoDB event source).
 */
export class S3DiscardedBatches implements DiscardedBatches {
  private readonly requests: SignedRequests;

  /** `url` is the address of the bucket, without a slash at its end. */
  constructor(
    private readonly url: string,
    signing: SigningConfig,
    private readonly maxBytes = MAX_BYTES,
  ) {
    this.requests = new SignedRequests('s3', signing);
  }

  async list(deadline: Deadline): Promise<readonly string[]> {
    const url = new URL(`${this.url}/?list-type=2&prefix=${encodeURIComponent(DISCARDED_FOLDER)}`);
    const answer = await this.requests.send({ method: 'GET', url }, deadline);
    return [...(await answer.text()).matchAll(KEY)].map(([, key = '']) => fromXml(key));
  }

  async read(key: string, deadline: Deadline): Promise<unknown> {
    const answer = await this.requests.send({ method: 'GET', url: this.urlOf(key) }, deadline);
    const bytes = Number(answer.headers.get('content-length') ?? Number.POSITIVE_INFINITY);
    if (bytes > this.maxBytes) {
      await answer.body?.cancel();
      throw new NoDiscardedBatchError(key, `has ${bytes} bytes`);
    }
    const payload = member(parsed(await answer.text()), 'payload');
    const batch = typeof payload === 'string' ? parsed(payload) : payload;
    if (batch === undefined) throw new NoDiscardedBatchError(key, 'has no payload');
    return batch;
  }

  async remove(key: string, deadline: Deadline): Promise<void> {
    await this.requests.send({ method: 'DELETE', url: this.urlOf(key) }, deadline);
  }

  private urlOf(key: string): URL {
    return new URL(`${this.url}/${key.split('/').map(encoded).join('/')}`);
  }
}

/** As Signature Version 4 encodes (RFC 3986). */
function encoded(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
