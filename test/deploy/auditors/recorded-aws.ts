import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AwsRequest } from './aws-call';

/** Answers a request in place of AWS: a JSON document, or undefined for what AWS is asked. */
export type StandIn = (request: AwsRequest) => object | undefined;

/** Stands before an AWS, passes on what it is asked, and keeps each request. */
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
    const passed = request(`${this.behind}${path}`, { method, headers }, (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(answer);
    });
    passed.on('error', (error) => answer.destroy(error));
    passed.end(body);
  }
}
