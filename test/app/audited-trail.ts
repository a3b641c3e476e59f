import { DeleteItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { marshall } from '@aws-sdk/util-dynamodb';
import { DynamoDbEventReader } from '../../lib/adapters/dynamodb/dynamodb-event-reader';
import { DynamoDbReceiptFolders } from '../../lib/adapters/dynamodb/dynamodb-receipt-folders';
import { DynamoDbReceiptReader } from '../../lib/adapters/dynamodb/dynamodb-receipt-reader';
import { DynamoDbReceiptStore } from '../../lib/adapters/dynamodb/dynamodb-receipt-store';
import { DynamoDbTermReader } from '../../lib/adapters/dynamodb/dynamodb-term-reader';
import { ReadMeter } from '../../lib/adapters/dynamodb/read-meter';
import { S3AuditedBucket } from '../../lib/adapters/s3/s3-audited-bucket';
import { INDEX_EVERYTHING, type Indexing } from '../../lib/app/index/index-record';
import { ingestLogFile } from '../../lib/app/ingest/ingest-log-file';
import { NO_DEADLINE } from '../../lib/app/ports/deadline';
import { type VerifyDependencies, type VerifyOptions, verifyTrail } from '../../lib/app/verify/verify-trail';
import { parsePublicKeys } from '../../lib/core/integrity/public-keys';
import type { Verification } from '../../lib/core/integrity/verification';
import {
  publicKeyList,
  REGION,
  type SignedTrail,
  type Signer,
  signedTrail,
  TRAIL,
  type TrailOptions,
} from '../core/integrity/signed-trail';
import { EMBEDDED_ACCOUNT } from '../embedded/aws';
import { Ingestion } from '../functions/ingestion';

/** When log files are ingested and verified: after the last of them was delivered. */
const VERIFIED_AT = '2026-03-02T12:00:00Z';

/** Over how many partitions names are spread while log files are ingested. */
type Spreads = Pick<Indexing, 'spread' | 'agentSpread'>;

/** A trail in the embedded S3, its log files indexed in the embedded DynamoDB. */
export class AuditedTrail {
  private constructor(
    readonly ingestion: Ingestion,
    readonly trail: SignedTrail,
    private readonly signers: readonly Signer[],
  ) {}

  static async start(options: TrailOptions & Partial<Spreads>): Promise<AuditedTrail> {
    const ingestion = await Ingestion.start();
    const trail = signedTrail({ ...options, bucket: ingestion.bucket.name });
    const audited = new AuditedTrail(ingestion, trail, options.signers);
    await Promise.all([...trail.objects.keys()].map((key) => audited.restore(key)));
    for (const key of trail.logFiles) await audited.ingest(key, options);
    return audited;
  }

  stop(): Promise<void> {
    return this.ingestion.stop();
  }

  async ingest(key: string, { spread = new Map(), agentSpread }: Partial<Spreads> = {}): Promise<void> {
    const task = { bucket: this.trail.bucket, key, origin: 'delivery' as const };
    const dependencies = this.ingestion.dependencies();
    const indexing = { ...dependencies.indexing, spread, ...(agentSpread && { agentSpread }) };
    const now = () => new Date(VERIFIED_AT);
    await ingestLogFile({ ...dependencies, indexing, now }, task, NO_DEADLINE);
  }

  /** Puts an object as CloudTrail delivered it. */
  async restore(key: string): Promise<void> {
    const object = this.trail.objects.get(key);
    if (!object) throw new Error(`no object ${key}`);
    await this.put(key, object.body, object.metadata);
  }

  async put(key: string, body: Uint8Array, metadata: Readonly<Record<string, string>> = {}): Promise<void> {
    const { s3, name } = this.ingestion.bucket;
    await s3.send(new PutObjectCommand({ Bucket: name, Key: key, Body: body, Metadata: metadata }));
  }

  async remove(key: string): Promise<void> {
    const { s3, name } = this.ingestion.bucket;
    await s3.send(new DeleteObjectCommand({ Bucket: name, Key: key }));
  }

  /** Puts an item into a table past everything that checks what is put. */
  async forge(table: 'events' | 'terms' | 'deliveries', row: object): Promise<void> {
    const { client, names } = this.ingestion.dynamodb;
    await client.send(
      new PutItemCommand({ TableName: names[table], Item: marshall(row, { removeUndefinedValues: true }) }),
    );
  }

  async erase(table: 'events' | 'terms' | 'deliveries', key: object): Promise<void> {
    const { client, names } = this.ingestion.dynamodb;
    await client.send(new DeleteItemCommand({ TableName: names[table], Key: marshall(key) }));
  }

  verify(options: Partial<VerifyOptions> = {}, overrides: Partial<VerifyDependencies> = {}): Promise<Verification> {
    const window = {
      since: '2026-03-02T00:00:00Z',
      until: '2026-03-03T00:00:00Z',
      region: undefined,
      content: true,
      rows: false,
    };
    return verifyTrail({ ...this.dependencies(), ...overrides }, { ...window, ...options });
  }

  /** What verifies it. */
  dependencies(): VerifyDependencies {
    const { bucket, dynamodb } = this.ingestion;
    const keys = parsePublicKeys(publicKeyList(...this.signers));
    return {
      bucket: new S3AuditedBucket(bucket.s3, { name: bucket.name, owner: EMBEDDED_ACCOUNT }, ''),
      publicKeys: { keys: async () => keys },
      trail: { trailName: TRAIL, homeRegion: REGION },
      receipts: new DynamoDbReceiptStore(dynamodb),
      receiptFolders: new DynamoDbReceiptFolders(dynamodb),
      newest: new DynamoDbReceiptReader(dynamodb),
      reader: new DynamoDbEventReader(dynamodb, new ReadMeter()),
      terms: new DynamoDbTermReader(dynamodb),
      indexing: { ...INDEX_EVERYTHING, retentionDays: 400 },
      now: () => new Date(VERIFIED_AT),
    };
  }
}
