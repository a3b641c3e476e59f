import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { STACK_OUTPUTS } from '../../lib/contract/stack-outputs';
import { LOOPBACK, settingsOf } from '../../lib/local/loopback-access';

/** CloudFormation on loopback, with one stack: each output is its own name, unless the test says otherwise. */
export class EmbeddedStackOutputs {
  private constructor(
    private readonly server: Server,
    private readonly outputs: Readonly<Record<string, string>>,
  ) {}

  static async start(outputs: Readonly<Record<string, string>> = {}): Promise<EmbeddedStackOutputs> {
    const server = createServer();
    const stack = new EmbeddedStackOutputs(server, outputs);
    server.on('request', (_, response) =>
      response.writeHead(200, { 'content-type': 'text/xml' }).end(stack.described()),
    );
    server.listen(0, LOOPBACK);
    await once(server, 'listening');
    return stack;
  }

  /** Where it is. */
  get endpoint(): string {
    return settingsOf(this.server).endpoint;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private described(): string {
    const members = STACK_OUTPUTS.map(
      (key) => `<member><OutputKey>${key}</OutputKey><OutputValue>${this.outputs[key] ?? key}</OutputValue></member>`,
    );
    return `<DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStacksResult><Stacks><member><StackName>audit</StackName><CreationTime>2026-03-02T00:00:00Z</CreationTime><StackStatus>CREATE_COMPLETE</StackStatus><Outputs>${members.join('')}</Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`;
  }
}
