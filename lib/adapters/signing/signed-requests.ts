import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SignatureV4 } from '@smithy/signature-v4';
import { type Deadline, OutOfTimeError } from '../../app/ports/deadline';
import { REQUEST_MS } from '../retry/pause';

/** How requests are signed: as the client of another service signs its own. */
export type SigningConfig = Pick<DynamoDBClient['config'], 'credentials' | 'region' | 'sha256'>;

/** A request for a service. */
export interface SignedRequest {
  readonly method: 'GET' | 'DELETE' | 'POST';
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A service did not do what it was asked to. */
export class RefusedRequestError extends Error {
  constructor(
    readonly status: number,
    /** What the service says about it, if it says so in one word. */
    readonly reason: string | undefined,
    { method, url }: SignedRequest,
  ) {
    super(
      `${url.host} answers ${method} ${url.pathname} with status ${status}${reason === undefined ? '' : ` (${reason})`}: expected a success`,
    );
    this.name = 'RefusedRequestError';
  }
}

/** The name of an error in an answer of AWS's JSON protocols. */
const ERROR_TYPE = /"__type"\s*:\s*"(?:[\w.]*#)?(\w{1,80})"/;

/**
 * Signed requests for a service without its own client, which would make the bundle of a function larger, and every cold
 * start slower, for requests that are rarely made. Tries once: whoever asks asks again later.
 */
export class SignedRequests {
  private readonly signer: SignatureV4;

  /** `requestMs` is how long a request may take, in milliseconds. */
  constructor(
    service: string,
    { credentials, region, sha256 }: SigningConfig,
    private readonly requestMs = REQUEST_MS,
  ) {
    this.signer = new SignatureV4({ service, credentials, region, sha256, uriEscapePath: false });
  }

  /** Rejects with `RefusedRequestError` unless the answer is a success. */
  async send(request: SignedRequest, deadline: Deadline): Promise<Response> {
    const { method, url, body } = request;
    if (deadline.remainingMs() < this.requestMs) throw new OutOfTimeError(`${method} ${url.pathname}`);
    const { headers } = await this.signer.sign(signable(request));
    const signal = AbortSignal.timeout(Math.min(deadline.remainingMs(), this.requestMs));
    const response = await fetch(url, { method, headers, signal, ...(body !== undefined && { body }) });
    if (response.ok) return response;
    const [, reason] = ERROR_TYPE.exec(await response.text()) ?? [];
    throw new RefusedRequestError(response.status, reason, request);
  }
}

function signable({ method, url, headers, body }: SignedRequest) {
  const { protocol, host, hostname, port, pathname: path, searchParams } = url;
  return {
    method,
    protocol,
    hostname,
    path,
    query: Object.fromEntries(searchParams),
    headers: { host, ...headers },
    ...(port !== '' && { port: Number(port) }),
    ...(body !== undefined && { body }),
  };
}
