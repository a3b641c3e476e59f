import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type EmbeddedSettings, LOOPBACK, requireCredentials, settingsOf } from '../../lib/local/loopback-access';

/** What CloudTrail's operations answer, by name (`GetTrail`). An answer with `__type` is an error. */
export type CloudTrailAnswers = Readonly<Record<string, object>>;

/** A service on loopback that speaks CloudTrail's protocol (AWS JSON 1.1), because none of the embedded services knows it. */
export class EmbeddedCloudTrail {
  /** The operations that were asked for, with their input. */
  readonly asked: (readonly [operation: string, input: unknown])[] = [];

  private constructor(private readonly server: Server) {}

  static async start(answers: CloudTrailAnswers): Promise<EmbeddedCloudTrail> {
    const server = createServer();
    const cloudTrail = new EmbeddedCloudTrail(server);
    server.on('request', async (request, response) => {
      const operation = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
      let input = '';
      for await (const piece of request) input += piece;
      cloudTrail.asked.push([operation, JSON.parse(input)]);
      const answer = answers[operation] ?? { __type: 'UnknownOperationException', message: operation };
      response.writeHead('__type' in answer ? 400 : 200, { 'content-type': 'application/x-amz-json-1.1' });
      response.end(JSON.stringify(answer));
    });
    requireCredentials(server);
    server.listen(0, LOOPBACK);
    await once(server, 'listening');
    return cloudTrail;
  }

  /** The settings for a client. */
  get settings(): EmbeddedSettings {
    return settingsOf(this.server);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
