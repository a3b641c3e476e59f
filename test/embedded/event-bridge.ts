import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { RETRYING } from '../../lib/adapters/retry/retrying';
import { isJsonObject, type JsonObject, textAt } from '../../lib/core/record/json';

/** EventBridge API reference, PutEvents; user guide, Calculating PutEvents event entry size. */
const MOST_ENTRIES = 10;
const MOST_BYTES = 256 * 1024;

/** What becomes of an entry. */
export interface EntryResult {
  readonly EventId?: string;
  readonly ErrorCode?: string;
  readonly ErrorMessage?: string;
}

/**
 * The part of EventBridge that takes events, on loopback, for a real client: entries that a bus took are kept, and
 * requests that AWS would refuse are refused.
 */
export class EmbeddedEventBridge {
  /** What the buses took, in order. */
  readonly taken: JsonObject[] = [];
  /** The entries of each request, in order, taken or not. */
  readonly requests: (readonly JsonObject[])[] = [];
  /** What becomes of an entry. Every entry is taken unless a test says otherwise. */
  answer: (entry: JsonObject) => EntryResult | undefined = () => undefined;
  private readonly clients: EventBridgeClient[] = [];

  private constructor(private readonly server: Server) {}

  static async start(): Promise<EmbeddedEventBridge> {
    const server = createServer((request, response) => {
      void bodyOf(request).then((body) => {
        const { status, answer } = embedded.handle(request.headers['x-amz-target'], JSON.parse(body));
        response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(answer));
      });
    });
    const embedded = new EmbeddedEventBridge(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return embedded;
  }

  /** What a client needs to reach it, but for the region. */
  get settings() {
    const { port } = this.server.address() as AddressInfo;
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    return { ...RETRYING, endpoint: `http://127.0.0.1:${port}`, credentials };
  }

  client(region = 'eu-central-1'): EventBridgeClient {
    const client = new EventBridgeClient({ ...this.settings, region });
    this.clients.push(client);
    return client;
  }

  /** Takes what the buses took, with their details parsed. */
  drain(): readonly JsonObject[] {
    return this.taken.splice(0).map((entry) => ({ ...entry, Detail: JSON.parse(textAt(entry, 'Detail') ?? '') }));
  }

  async stop(): Promise<void> {
    for (const client of this.clients) client.destroy();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private handle(target: unknown, body: unknown): { readonly status: number; readonly answer: object } {
    if (target !== 'AWSEvents.PutEvents') return { status: 400, answer: { __type: 'UnknownOperationException' } };
    const entries = isJsonObject(body) && Array.isArray(body['Entries']) ? body['Entries'].filter(isJsonObject) : [];
    this.requests.push(entries);
    const bytes = entries.map(bytesOfEntry).reduce((sum, each) => sum + each, 0);
    if (entries.length === 0 || entries.length > MOST_ENTRIES || bytes >= MOST_BYTES) {
      return {
        status: 400,
        answer: { __type: 'ValidationException', message: `${entries.length} entries, ${bytes} bytes` },
      };
    }
    const results = entries.map((entry) => this.take(entry));
    const failed = results.filter(({ ErrorCode }) => ErrorCode !== undefined).length;
    return { status: 200, answer: { FailedEntryCount: failed, Entries: results } };
  }

  private take(entry: JsonObject): EntryResult {
    const answer = this.answer(entry);
    if (answer !== undefined) return answer;
    if (!isJson(textAt(entry, 'Detail'))) return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
    this.taken.push(entry);
    return { EventId: `event-${this.taken.length}` };
  }
}

function isJson(text: string | undefined): boolean {
  try {
    return isJsonObject(JSON.parse(text ?? ''));
  } catch {
    return false;
  }
}

function bytesOfEntry(entry: JsonObject): number {
  const texts = ['Source', 'DetailType', 'Detail'].map((name) => textAt(entry, name) ?? '');
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
