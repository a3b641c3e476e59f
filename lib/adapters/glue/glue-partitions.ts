import { types } from 'node:util';
import type { Deadline } from '../../app/ports/deadline';
import type { PartitionCatalog } from '../../app/ports/export/partition-catalog';
import { PARQUET, tableColumns } from '../../core/export/athena-table';
import { type ExportPartition, partitionFolder, partitionValues } from '../../core/export/export-partition';
import type { Columns } from '../../core/export/shape';
import { isJsonObject, type JsonObject, textAt } from '../../core/record/json';
import { pause } from '../retry/pause';
import {
  RefusedRequestError,
  type SignedRequest,
  SignedRequests,
  type SigningConfig,
} from '../signing/signed-requests';

/** A table of Glue over an export in S3. */
export interface GlueTable {
  readonly database: string;
  readonly table: string;
  /** `s3://bucket/prefix/`. */
  readonly location: string;
  readonly columns: Columns;
}

/** Glue did not take a partition. */
export class RefusedPartitionError extends Error {
  constructor(
    readonly table: string,
    readonly code: string,
    readonly partition: string,
  ) {
    super(
      `Glue does not take the partition ${partition} of ${table} (${code}): expected that the stack's table is there and the function may write to it; deploy the stack again`,
    );
    this.name = 'RefusedPartitionError';
  }
}

const WORK = 'partitions of the table over the export';

const ALREADY_THERE = 'AlreadyExistsException';

/** What may succeed when it is asked again (Glue API reference: BatchCreatePartition, common errors). */
const TEMPORARY: ReadonlySet<string> = new Set([
  'ConcurrentModificationException',
  'InternalServiceException',
  'OperationTimeoutException',
  'RequestLimitExceeded',
  'ThrottlingException',
  'TooManyRequestsException',
]);

const SERVER_ERROR = 500;

/**
 * Registers the partitions of an export in a table of Glue. By signed requests: the client of Glue would add 40 KB to the
 * bundle of a function that uses one operation.
 */
export class GluePartitions implements PartitionCatalog {
  readonly table: string;
  private readonly requests: SignedRequests;

  /** `endpoint` is where Glue is, with a slash at its end. */
  constructor(
    private readonly of: GlueTable,
    private readonly endpoint: (region: string) => string,
    private readonly signing: SigningConfig,
  ) {
    this.table = `${of.database}.${of.table} ${of.location}`;
    this.requests = new SignedRequests('glue', signing);
  }

  /** Rejects with `RefusedPartitionError`, `RefusedRequestError` or `OutOfTimeError`. */
  async add(partitions: readonly ExportPartition[], deadline: Deadline): Promise<void> {
    let open = partitions;
    for (let tries = 0; open.length > 0; ) {
      open = await this.tried(open, deadline);
      tries += 1;
      if (open.length > 0) await pause(WORK, tries, deadline);
    }
  }

  /** Sends one request, and gives what is to be sent again. */
  private async tried(open: readonly ExportPartition[], deadline: Deadline): Promise<readonly ExportPartition[]> {
    try {
      return this.refusedIn(open, await this.send(open, deadline));
    } catch (error) {
      if (isAlreadyThere(error)) return this.inHalves(open, deadline);
      if (isTemporary(error)) return open;
      throw error;
    }
  }

  /** Glue may refuse a request whole because of one partition that is there. */
  private async inHalves(open: readonly ExportPartition[], deadline: Deadline): Promise<readonly ExportPartition[]> {
    if (open.length <= 1) return [];
    const middle = Math.ceil(open.length / 2);
    const first = await this.tried(open.slice(0, middle), deadline);
    return [...first, ...(await this.tried(open.slice(middle), deadline))];
  }

  private async send(partitions: readonly ExportPartition[], deadline: Deadline): Promise<JsonObject> {
    const { database, table } = this.of;
    const request: SignedRequest = {
      method: 'POST',
      url: new URL(this.endpoint(await this.signing.region())),
      headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'AWSGlue.BatchCreatePartition' },
      body: JSON.stringify({
        DatabaseName: database,
        TableName: table,
        PartitionInputList: partitions.map((each) => this.inputOf(each)),
      }),
    };
    const answer: unknown = await (await this.requests.send(request, deadline)).json();
    return isJsonObject(answer) ? answer : {};
  }

  /** A partition has its own columns: those of the table when it is registered. */
  private inputOf(partition: ExportPartition): object {
    const { inputFormat, outputFormat, serializationLibrary } = PARQUET;
    return {
      Values: partitionValues(partition),
      StorageDescriptor: {
        Columns: tableColumns(this.of.columns).map(({ name, type }) => ({ Name: name, Type: type })),
        Location: `${this.of.location}${partitionFolder(partition)}/`,
        InputFormat: inputFormat,
        OutputFormat: outputFormat,
        SerdeInfo: { SerializationLibrary: serializationLibrary },
      },
    };
  }

  /** The partitions of a request that are to be sent again. Throws `RefusedPartitionError` for what no try would help. */
  private refusedIn(open: readonly ExportPartition[], answer: JsonObject): readonly ExportPartition[] {
    const errors = Array.isArray(answer['Errors']) ? answer['Errors'].filter(isJsonObject) : [];
    const again = new Set<string>();
    for (const error of errors) {
      const code = textAt(error, 'ErrorDetail', 'ErrorCode') ?? 'without a reason';
      const values = JSON.stringify(error['PartitionValues']);
      if (code === ALREADY_THERE) continue;
      if (!TEMPORARY.has(code)) throw new RefusedPartitionError(this.table, code, values);
      again.add(values);
    }
    return open.filter((each) => again.has(JSON.stringify(partitionValues(each))));
  }
}

function isAlreadyThere(error: unknown): boolean {
  return error instanceof RefusedRequestError && error.reason === ALREADY_THERE;
}

/** Whether the next try may succeed. `fetch` has a `TypeError` for a broken connection, with what broke it as its cause. */
function isTemporary(error: unknown): boolean {
  if (error instanceof RefusedRequestError)
    return error.status >= SERVER_ERROR || (error.reason !== undefined && TEMPORARY.has(error.reason));
  if (!types.isNativeError(error)) return error instanceof DOMException && error.name === 'TimeoutError';
  return (error.name === 'TypeError' && error.cause !== undefined) || error.name === 'TimeoutError';
}
