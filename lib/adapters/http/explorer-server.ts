import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AddressError } from '../../core/explorer/question';
import type { Answers } from './answers';
import { onwardDocument, type PageFile, pageDocument, pageFiles } from './page-files';
import { type Admission, admission } from './request-checks';
import { isOfPage, requested } from './requested';
import { RESPONSE_HEADERS } from './response-headers';
import { sendAnswer } from './sent-answer';
import { SessionSecrets } from './session-secrets';

/** Only programs on this machine reach it. */
const LOOPBACK = '127.0.0.1';

const HTML = 'text/html; charset=utf-8';
const TEXT = 'text/plain; charset=utf-8';
const NOT_BUILT = 'the program was built without the page of the explorer: run npm ci, or npm run build';

/** A port that another program has. */
export class PortTakenError extends Error {
  constructor(port: number) {
    super(`port ${port} is taken by another program: expected a free one; give another --port, or none`);
    this.name = 'PortTakenError';
  }
}

/** The server of the explorer: reads, and changes nothing. */
export class ExplorerServer {
  private readonly secrets = new SessionSecrets();
  private readonly files: ReadonlyMap<string, PageFile> | undefined = pageFiles();
  private readonly server: Server;
  private host = '';

  constructor(private readonly answers: Answers) {
    this.server = createServer((request, response) => {
      // One request that cannot be answered must not end the explorer.
      this.respond(request, response).catch(() => response.destroy());
    });
  }

  /** Listens on loopback; port 0 is any that is free. Rejects with `PortTakenError`. */
  async listen(port: number): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', (error: NodeJS.ErrnoException) =>
        reject(error.code === 'EADDRINUSE' ? new PortTakenError(port) : error),
      );
      this.server.listen(port, LOOPBACK, resolve);
    });
    this.host = `${LOOPBACK}:${(this.server.address() as AddressInfo).port}`;
  }

  /** The address that lets a browser in. `page` is the written address of a page. */
  address(page: string): string {
    const { base, token } = this.secrets;
    return `http://${this.host}${base}${page}${page.includes('?') ? '&' : '?'}token=${token}`;
  }

  /** Cuts open connections, also those in the middle of an answer. */
  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
    await this.answers.close();
  }

  private async respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const found = admission(request, this.host, this.secrets);
    if (found.kind === 'refused') say(response, found.status, `${found.text}\n`);
    else if (found.kind === 'redirected') this.redirect(response, found);
    else await this.give(request, response, found);
  }

  private redirect(response: ServerResponse, { to, isFromElsewhere }: Admission & { kind: 'redirected' }): void {
    const headers = { ...RESPONSE_HEADERS, 'set-cookie': this.secrets.setCookie() };
    if (isFromElsewhere) response.writeHead(200, { ...headers, 'content-type': HTML }).end(onwardDocument(to));
    else response.writeHead(303, { ...headers, location: to }).end();
  }

  private async give(
    { method }: IncomingMessage,
    response: ServerResponse,
    { path, search }: Admission & { kind: 'admitted' },
  ): Promise<void> {
    try {
      const found = requested(path, search, this.files ?? new Map());
      if (found === undefined) say(response, 404, 'there is nothing here\n');
      else if (found.kind === 'page') this.givePage(response);
      else if (found.kind === 'file') give(response, found.file);
      else if (method === 'HEAD') response.writeHead(200, RESPONSE_HEADERS).end();
      else await sendAnswer(this.answers, found.request, response);
    } catch (error) {
      if (!(error instanceof AddressError)) throw error;
      // The page reads its address as this server does, and says the same words where a person looks.
      if (isOfPage(path)) this.givePage(response, error);
      else say(response, 400, `${error.message}\n`);
    }
  }

  private givePage(response: ServerResponse, refusal?: AddressError): void {
    if (this.files === undefined) say(response, 503, `${NOT_BUILT}\n`);
    else {
      const bytes = Buffer.from(pageDocument(this.secrets.base, refusal?.message));
      give(response, { type: HTML, bytes }, refusal ? 400 : 200);
    }
  }
}

function give(response: ServerResponse, { type, bytes }: PageFile, status = 200): void {
  response.writeHead(status, { ...RESPONSE_HEADERS, 'content-type': type, 'content-length': bytes.length }).end(bytes);
}

function say(response: ServerResponse, status: number, text: string): void {
  const allow = status === 405 ? { allow: 'GET, HEAD' } : {};
  response.writeHead(status, { ...RESPONSE_HEADERS, ...allow, 'content-type': TEXT }).end(text);
}
