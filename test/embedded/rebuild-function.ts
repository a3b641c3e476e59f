import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { LOOPBACK, settingsOf } from '../../lib/local/loopback-access';

/** What was asked of the function, and how. */
export interface Invocation {
  readonly path: string;
  readonly type: string | undefined;
  readonly payload: unknown;
  readonly isSigned: boolean;
}

/** Lambda on loopback, with one function whose answers a test gives. The embedded services have none. */
export class EmbeddedRebuildFunction {
  readonly invocations: Invocation[] = [];
  /** Answers an invocation that waits: a status, the content, and whether the function failed. */
  answer: (payload: unknown) => { readonly status?: number; readonly content: unknown; readonly failed?: boolean } =
    () => ({
      content: { state: null },
    });

  private constructor(private readonly server: Server) {}

  static async start(): Promise<EmbeddedRebuildFunction> {
    const server = createServer();
    const lambda = new EmbeddedRebuildFunction(server);
    server.on('request', async (request, response) => {
      let text = '';
      for await (const piece of request) text += piece;
      const payload: unknown = JSON.parse(text);
      const type = request.headers['x-amz-invocation-type'];
      lambda.invocations.push({
        path: request.url ?? '',
        type: typeof type === 'string' ? type : undefined,
        payload,
        isSigned: request.headers.authorization?.includes('/eu-central-1/lambda/aws4_request') ?? false,
      });
      if (type === 'Event') {
        response.writeHead(202).end();
        return;
      }
      const { status = 200, content, failed } = lambda.answer(payload);
      response.writeHead(status, failed ? { 'x-amz-function-error': 'Unhandled' } : {}).end(JSON.stringify(content));
    });
    server.listen(0, LOOPBACK);
    await once(server, 'listening');
    return lambda;
  }

  /** Where it is. */
  get endpoint(): string {
    return settingsOf(this.server).endpoint;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
