import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { LOOPBACK, settingsOf } from '../../lib/local/loopback-access';

/** An answer: its status and its content. */
type Answer = readonly [status: number, content: object];

/** The services by the operations that are known here. */
const SERVICES: Readonly<Record<string, string>> = {
  'DynamoDB_20120810.GetResourcePolicy': 'dynamodb',
  'AmazonSQS.GetQueueAttributes': 'sqs',
  'Lambda.GetEventSourceMapping': 'lambda',
};

/**
 * A service on loopback that tells policies of tables and queues and event source mappings, because the embedded services
 * keep none.
 */
export class EmbeddedDeployedParts {
  /** The policies of tables and queues by ARN, as JSON. */
  readonly policies = new Map<string, string>();
  /** What Lambda answers by the UUID of a mapping. */
  readonly mappings = new Map<string, object>();
  /** Whether it refuses everything. */
  refuses = false;

  private constructor(private readonly server: Server) {}

  static async start(): Promise<EmbeddedDeployedParts> {
    const server = createServer();
    const parts = new EmbeddedDeployedParts(server);
    server.on('request', async (request, response) => {
      const [status, content] = await parts.answer(request);
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(content));
    });
    server.listen(0, LOOPBACK);
    await once(server, 'listening');
    return parts;
  }

  /** Where it is. */
  get endpoint(): string {
    return settingsOf(this.server).endpoint;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** A request has to be signed for the service that it is for. */
  private async answer(request: IncomingMessage): Promise<Answer> {
    const operation = String(request.headers['x-amz-target'] ?? 'Lambda.GetEventSourceMapping');
    const service = SERVICES[operation];
    if (this.refuses || !request.headers.authorization?.includes(`/${service}/aws4_request`)) {
      return [403, { __type: 'AccessDeniedException', Message: 'not authorized' }];
    }
    if (service === 'lambda') return this.mapping(request);
    let input = '';
    for await (const piece of request) input += piece;
    return service === 'sqs' ? this.queuePolicy(JSON.parse(input)) : this.tablePolicy(JSON.parse(input));
  }

  private mapping({ url = '' }: IncomingMessage): Answer {
    const found = this.mappings.get(url.slice('/2015-03-31/event-source-mappings/'.length));
    return found ? [200, found] : [404, { Type: 'User', Message: 'The resource you requested does not exist.' }];
  }

  private tablePolicy({ ResourceArn: arn }: { readonly ResourceArn: string }): Answer {
    const found = this.policies.get(arn);
    const absent = { __type: 'com.amazonaws.dynamodb.v20120810#PolicyNotFoundException', message: 'no policy' };
    return found === undefined ? [400, absent] : [200, { Policy: found, RevisionId: '1' }];
  }

  /** Without a policy, SQS answers without attributes. */
  private queuePolicy({ QueueUrl: url }: { readonly QueueUrl: string }): Answer {
    const [found] = [...this.policies].filter(([arn]) => url.endsWith(`/${arn.split(':').slice(4).join('/')}`));
    return [200, found ? { Attributes: { Policy: found[1] } } : {}];
  }
}
