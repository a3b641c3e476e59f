import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AwsRequest } from './aws-call';

/** Answers a request in place of AWS: a JSON document, or undefined for what AWS is asked. */
export type StandIn = (request: AwsRequest) => object | undefined;

/**
 * Stands before an AWS, passes on what it is asked, and keeps each request. It puts itself in the place of that AWS in what
 * either side says, because URLs of queues are addresses that are asked.
 */
export class RecordedAws {
  /** What was asked so far. */
  readonly requests: AwsRequest[] = [];

  private constructor(
    private readonly server: Server,
    /** The address of the AWS behind it. */
    private readonly behind: string,
    private readonly standIn: StandIn,
  ) {
    server.on('request', (asked, answer) => {
      this.passOn(asked, answer).catch((error: Error) => answer.destroy(error));
    });
  }

  /** Starts it on loopback. `standIn` answers what the AWS behind it lacks. */
  static async start(behind: string, standIn: StandIn): Promise<RecordedAws> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new RecordedAws(server, behind, standIn);
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async passOn(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const body = Buffer.concat(await asked.toArray());
    const { method = '', url: path = '', headers } = asked;
    const kept = { method, path, headers, body: body.toString('utf8') };
    this.requests.push(kept);
    const instead = this.standIn(kept);
    if (instead) {
      answer.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(instead));
      return;
    }
    const sent = isText(headers) ? renamed(body, this.endpoint, this.behind) : body;
    const length = { 'content-length': String(sent.length) };
    const options = { method, headers: { ...headers, ...(sent.length > 0 && length) } };
    const passed = request(`${this.behind}${path}`, options, (response) => {
      this.passBack(response, answer).catch((error: Error) => answer.destroy(error));
    });
    passed.on('error', (error) => answer.destroy(error));
    passed.end(sent);
  }

  private async passBack(response: IncomingMessage, answer: ServerResponse): Promise<void> {
    const body = Buffer.concat(await response.toArray());
    const { 'transfer-encoding': _, ...headers } = response.headers;
    const sent = isText(headers) ? renamed(body, this.behind, this.endpoint) : body;
    const isResized = sent.length !== body.length || headers['content-length'] === undefined;
    const length = isResized ? { 'content-length': String(sent.length) } : {};
    answer.writeHead(response.statusCode ?? 502, { ...headers, ...length }).end(sent);
  }
}

/** Whether a body is a text of AWS's protocols, and no object of a bucket. */
function isText(headers: IncomingHttpHeaders): boolean {
  return /json|xml|form/.test(headers['content-type'] ?? '');
}

function renamed(body: Buffer, from: string, to: string): Buffer {
  return Buffer.from(body.toString('utf8').replaceAll(from, to));
}
