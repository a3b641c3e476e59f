import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server of somebody else on the same machine, whose one page a test writes. */
export class OtherSite {
  /** The headers of all that was asked of it. */
  readonly asked: IncomingHttpHeaders[] = [];
  private document = '';

  private constructor(private readonly server: Server) {}

  static async start(): Promise<OtherSite> {
    const site: OtherSite = new OtherSite(
      createServer(({ headers }, response) => {
        site.asked.push(headers);
        response.writeHead(200, { 'content-type': 'text/html' }).end(`<!doctype html><title>x</title>${site.document}`);
      }),
    );
    site.server.listen(0, '127.0.0.1');
    await once(site.server, 'listening');
    return site;
  }

  /** Its address by one of the two names of this machine: `localhost` is another site to the explorer, `127.0.0.1` the same. */
  address(host: 'localhost' | '127.0.0.1', document = ''): string {
    this.document = document;
    return `http://${host}:${(this.server.address() as AddressInfo).port}/`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
