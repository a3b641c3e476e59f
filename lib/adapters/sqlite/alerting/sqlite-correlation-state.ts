import type {
  BucketState,
  Neighbours,
  SeenChange,
  SightState,
  StoredBucket,
  WrittenBucket,
} from '../../../app/ports/correlation-state';
import { bucketBytes, readBucketBytes } from '../../../core/correlations/bucket-bytes';
import type { BucketPlace } from '../../../core/correlations/bucket-place';
import type { Seen } from '../../../core/correlations/first-sight';
import type { Bound, SqliteConnection } from '../sqlite-connection';

const BUCKET = 'SELECT version, isTold, state FROM buckets WHERE matchGroup = ? AND bucket = ?';
const ADD_BUCKET = 'INSERT OR IGNORE INTO buckets (version, isTold, state, matchGroup, bucket) VALUES (?, ?, ?, ?, ?)';
const CHANGE_BUCKET =
  'UPDATE buckets SET version = ?, isTold = ?, state = ? WHERE matchGroup = ? AND bucket = ? AND version = ?';

const SEEN = 'SELECT last, novelId FROM sights WHERE key = ?';
const ADD_SEEN = 'INSERT OR IGNORE INTO sights (last, novelId, key) VALUES (?, ?, ?)';
const CHANGE_SEEN = 'UPDATE sights SET last = ?, novelId = ? WHERE key = ? AND last = ?';

const BEGINNING = 'SELECT at FROM beginnings WHERE correlation = ?';
const NOTE_BEGINNING = `
INSERT INTO beginnings (correlation, at) VALUES (?, ?) ON CONFLICT (correlation) DO UPDATE SET at = min(at, excluded.at)`;

/**
 * What correlations remember, in a database of one process. A bucket has the bytes that a table of DynamoDB has, and a
 * version that each write raises by one.
 */
export class SqliteCorrelationState implements BucketState, SightState {
  constructor(private readonly connection: SqliteConnection) {}

  async bucket(place: BucketPlace): Promise<StoredBucket | undefined> {
    return this.at(place, place.bucket);
  }

  async neighbours(place: BucketPlace): Promise<Neighbours> {
    const [before, after] = [this.at(place, place.bucket - 1), this.at(place, place.bucket + 1)];
    return { ...(before && { before }), ...(after && { after }) };
  }

  async putBucket(place: BucketPlace, { version, bucket, isTold }: WrittenBucket): Promise<boolean> {
    const state = bucketBytes(place.shape, place.keyKind, place.bucket, bucket);
    const values = [version, Number(isTold), state, place.group, place.bucket];
    return version === 1 ? this.isDone(ADD_BUCKET, values) : this.isDone(CHANGE_BUCKET, [...values, version - 1]);
  }

  async seen(key: string): Promise<Seen | undefined> {
    const [last, novelId] = this.connection.first(SEEN, [key]) ?? [];
    return last === undefined ? undefined : { last: Number(last), novelId: String(novelId) };
  }

  async noteSeen(key: string, { before, next }: SeenChange): Promise<boolean> {
    const values = [next.last, next.novelId, key];
    return before === undefined ? this.isDone(ADD_SEEN, values) : this.isDone(CHANGE_SEEN, [...values, before.last]);
  }

  async firstEvent(correlation: string): Promise<number | undefined> {
    const at = this.connection.first(BEGINNING, [correlation])?.[0];
    return at === undefined ? undefined : Number(at);
  }

  async noteFirstEvent(correlation: string, t: number): Promise<void> {
    this.connection.write(() => this.connection.run(NOTE_BEGINNING, [correlation, t]));
  }

  private at({ group, shape, keyKind }: BucketPlace, bucket: number): StoredBucket | undefined {
    const [version, isTold, state] = this.connection.first(BUCKET, [group, bucket]) ?? [];
    if (version === undefined) return undefined;
    const read = readBucketBytes(shape, keyKind, bucket, state as Uint8Array);
    return { version: Number(version), bucket: read, isTold: isTold === 1 };
  }

  /** Whether a statement changed what it is to change: nobody else did in between. */
  private isDone(sql: string, values: readonly Bound[]): boolean {
    return this.connection.write(() => this.connection.run(sql, values).changes > 0);
  }
}
