import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { apiPath } from '../../core/explorer/api-paths';
import { type PageAddress, writePage } from '../../core/explorer/page-address';
import { AddressError } from '../../core/explorer/question';
import type { Answers } from './answers';
import { type DocumentParts, onwardDocument, type PageFile, pageDocument, pageFiles } from './page-files';
import { refusalDocument } from './refusal-document';
import { type Admission, admission } from './request-checks';
import { isOfPage, requested } from './requested';
import { headersOfAlone, RESPONSE_HEADERS } from './response-headers';
import { sendAnswer } from './sent-answer';
import { SessionSecrets } from './session-secrets';

/** Only programs on this machine reach it. */
const LOOPBACK = '127.0.0.1';

const HTML = 'text/html; charset=utf-8';
const TEXT = 'text/plain; charset=utf-8';
const NOT_BUILT = 'the program was built without the page of the explorer: run npm ci, or npm run build';
const NOTHING_HERE = 'there is nothing here';

/** Why a port cannot be listened on, by the code of the error that the system gives. */
const UNUSABLE: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is taken by another program: expected a free one',
  EACCES: 'is kept for the administrator: expected one from 1024',
};

/** A port that the explorer cannot listen on. */
export class UnusablePortError extends Error {
  constructor(port: number, reason: string) {
    super(`port ${port} ${reason}; give another --port, or none`);
    this.name = 'UnusablePortError';
  }
}

/** The server of the explorer: reads, and changes nothing. */
export class ExplorerServer {
  private readonly secrets = new SessionSecrets();
  private readonly files: ReadonlyMap<string, PageFile> | undefined = pageFiles();
  private readonly server: Server;
  private host = '';

  /** `start` is the command that starts it, for whoever is not let in. */
  constructor(
    private readonly answers: Answers,
    private readonly start = 'ssm-audit ui',
  ) {
    this.server = createServer((request, response) => {
      // One request that cannot be answered must not end the explorer.
      this.respond(request, response).catch(() => response.destroy());
    });
  }

  /** Listens on loopback; port 0 is any that is free. Rejects with `UnusablePortError`. */
  async listen(port: number): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', (error: NodeJS.ErrnoException) => {
        const reason = UNUSABLE[error.code ?? ''];
        reject(reason === undefined ? error : new UnusablePortError(port, reason));
      });
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
    // Nobody reads a body. What is left of it must not be taken for the next request.
    if (hasBody(request)) response.setHeader('connection', 'close');
    const found = admission(request, this.host, this.secrets);
    if (found.kind === 'refused') this.refuse(request, response, found.status, found.text);
    else if (found.kind === 'redirected') this.redirect(response, found);
    else await this.give(request, response, found);
  }

  private redirect(response: ServerResponse, { to, isFromElsewhere }: Admission & { kind: 'redirected' }): void {
    const headers = { ...RESPONSE_HEADERS, 'set-cookie': this.secrets.setCookie() };
    if (isFromElsewhere) response.writeHead(200, { ...headers, 'content-type': HTML }).end(onwardDocument(to));
    else response.writeHead(303, { ...headers, location: to }).end();
  }

  private async give(
    request: IncomingMessage,
    response: ServerResponse,
    { path, search }: Admission & { kind: 'admitted' },
  ): Promise<void> {
    try {
      const found = requested(path, search, this.files ?? new Map());
      if (found === undefined) this.givePageOrSay(request, response, 404, NOTHING_HERE);
      else if (found.kind === 'page') this.givePage(request, response, 200, { asks: firstAsked(found.page) });
      else if (found.kind === 'file') give(response, found.file);
      else await sendAnswer(this.answers, found.request, response);
    } catch (error) {
      if (!(error instanceof AddressError)) throw error;
      // The page reads its address as this server does, and says the same words where a person looks.
      if (isOfPage(path)) this.givePage(request, response, 400, { refusal: error.message });
      else this.givePageOrSay(request, response, 400, error.message);
    }
  }

  /** A person gets the page, which leads on; a program gets the words alone. */
  private givePageOrSay(request: IncomingMessage, response: ServerResponse, status: number, text: string): void {
    if (isForPerson(request)) this.givePage(request, response, status, { refusal: text });
    else say(response, status, text);
  }

  private givePage(request: IncomingMessage, response: ServerResponse, status: number, parts: DocumentParts): void {
    if (this.files === undefined) this.refuse(request, response, 503, NOT_BUILT);
    else give(response, { type: HTML, bytes: Buffer.from(pageDocument(this.secrets.base, parts)) }, status);
  }

  private refuse(request: IncomingMessage, response: ServerResponse, status: number, text: string): void {
    if (!isForPerson(request)) {
      say(response, status, text);
      return;
    }
    const style = String(this.files?.get('page.css')?.bytes ?? '');
    const { html, styleSource } = refusalDocument(status, text, this.start, style);
    give(response, { type: HTML, bytes: Buffer.from(html) }, status, headersOfAlone(styleSource));
  }
}

/**
 * What the script of a page asks first: which deliveries the store has, so that later ones are news, then the answer that has
 * the name of the page. The status has no question.
 */
function firstAsked(page: PageAddress): readonly string[] {
  const asked = page.page === 'status' ? { ...page, question: [] } : page;
  return [apiPath('news', 'status'), apiPath(page.page, writePage(asked))];
}

/** Whether a browser asks for something to show. Scripts and other programs take anything, and read text more easily. */
function isForPerson({ headers: { accept = '' } }: IncomingMessage): boolean {
  return accept.includes('text/html');
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function give(
  response: ServerResponse,
  { type, bytes }: PageFile,
  status = 200,
  headers: Readonly<Record<string, string>> = RESPONSE_HEADERS,
): void {
  const all = { ...headers, ...allowed(status), 'content-type': type, 'content-length': bytes.length };
  response.writeHead(status, all).end(bytes);
}

function say(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { ...RESPONSE_HEADERS, ...allowed(status), 'content-type': TEXT }).end(`${text}\n`);
}

/** With 405, what is allowed (RFC 9110, 15.5.6). */
function allowed(status: number): { readonly allow?: string } {
  return status === 405 ? { allow: 'GET, HEAD' } : {};
}
