import type { SQSClient } from '@aws-sdk/client-sqs';
import { SignatureV4 } from '@smithy/signature-v4';
import { type Deadline, OutOfTimeError } from '../../app/ports/deadline';
import { REQUEST_MS } from '../retry/pause';

/** How requests are signed: as the client of another service signs its own. */
export type SigningConfig = Pick<SQSClient['config'], 'credentials' | 'region' | 'sha256'>;

/** A request for a bucket or an object of it. */
export interface BucketRequest {
  readonly method: 'GET' | 'DELETE';
  /** `''` for the bucket itself. */
  readonly key?: string;
  readonly query?: Readonly<Record<string, string>>;
}

/** S3 did not do what it was asked to. */
export class BucketRequestError extends Error {
  constructor(
    readonly status: number,
    what: string,
  ) {
    super(`S3 answers ${what} with status ${status}: expected 200 or 204`);
    this.name = 'BucketRequestError';
  }
}

/**
 * Signed requests for one bucket, without S3's own client: that would make the bundle of a function a quarter larger, and
 * every cold start slower, for three requests that are rarely made. Tries once, because the next run tries again.
 */
export class SignedRequests {
  private readonly signer: SignatureV4;

  /** `url` is the address of the bucket, without a slash at its end. */
  constructor(
    private readonly url: string,
    { credentials, region, sha256 }: SigningConfig,
  ) {
    this.signer = new SignatureV4({ service: 's3', credentials, region, sha256, uriEscapePath: false });
  }

  async send({ method, key = '', query = {} }: BucketRequest, deadline: Deadline): Promise<Response> {
    const what = `${method} ${key}`;
    if (deadline.remainingMs() < REQUEST_MS) throw new OutOfTimeError(what);
    const { protocol, host, hostname, port, pathname } = new URL(`${this.url}/${encodedPath(key)}`);
    const request = { method, protocol, hostname, path: pathname, query: { ...query }, headers: { host } };
    const { headers } = await this.signer.sign({ ...request, ...(port !== '' && { port: Number(port) }) });
    const search = Object.keys(query).length > 0 ? `?${encodedQuery(query)}` : '';
    const signal = AbortSignal.timeout(Math.min(deadline.remainingMs(), REQUEST_MS));
    const response = await fetch(`${protocol}//${host}${pathname}${search}`, { method, headers, signal });
    if (!response.ok) throw new BucketRequestError(response.status, what);
    return response;
  }
}

function encodedPath(key: string): string {
  return key.split('/').map(encoded).join('/');
}

function encodedQuery(query: Readonly<Record<string, string>>): string {
  return Object.entries(query)
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .join('&');
}

/** As Signature Version 4 encodes (RFC 3986). */
function encoded(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`);
}
