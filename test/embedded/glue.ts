import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isJsonObject, type JsonObject, textAt } from '../../lib/core/record/json';

/** Glue API reference: BatchCreatePartition. */
const MOST_PARTITIONS = 100;

/** An answer of HTTP. */
export interface GlueAnswer {
  readonly status: number;
  readonly answer: object;
}

/** A partition that the table has. */
export interface TakenPartition {
  readonly values: string;
  readonly location: string | undefined;
}

/** The part of Glue that takes partitions, on loopback. It has any table, and each partition once. */
export class EmbeddedGlue {
  /** The requests, in order: their headers and their bodies. */
  readonly requests: { readonly headers: IncomingMessage['headers']; readonly body: JsonObject }[] = [];
  /** An answer in place of the usual one. */
  answer: (body: JsonObject) => GlueAnswer | undefined = () => undefined;
  private readonly partitions = new Map<string, TakenPartition>();
  private readonly lastTaken: TakenPartition[] = [];

  private constructor(private readonly server: Server) {}

  static async start(): Promise<EmbeddedGlue> {
    const server = createServer((request, response) => {
      void bodyOf(request).then((text) => {
        const { status, answer } = embedded.handle(request, JSON.parse(text));
        response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(answer));
      });
    });
    const embedded = new EmbeddedGlue(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return embedded;
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }

  /** The partitions of requests since the last call, those that were there among them. */
  take(): readonly TakenPartition[] {
    return this.lastTaken.splice(0);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private handle({ headers }: IncomingMessage, body: JsonObject): GlueAnswer {
    this.requests.push({ headers, body });
    if (headers['x-amz-target'] !== 'AWSGlue.BatchCreatePartition') return refused('UnknownOperationException');
    const special = this.answer(body);
    if (special) return special;
    const list = body['PartitionInputList'];
    const inputs = Array.isArray(list) ? list.filter(isJsonObject) : [];
    if (inputs.length === 0 || inputs.length > MOST_PARTITIONS) return refused('InvalidInputException');
    return { status: 200, answer: { Errors: inputs.flatMap((input) => this.put(input)) } };
  }

  private put(input: JsonObject): readonly object[] {
    const values = JSON.stringify(input['Values']);
    const partition = { values, location: textAt(input, 'StorageDescriptor', 'Location') };
    this.lastTaken.push(partition);
    if (this.partitions.has(values))
      return [{ PartitionValues: input['Values'], ErrorDetail: { ErrorCode: 'AlreadyExistsException' } }];
    this.partitions.set(values, partition);
    return [];
  }
}

/** An answer with which Glue refuses a request. */
export function refused(type: string, status = 400): GlueAnswer {
  return { status, answer: { __type: type } };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
