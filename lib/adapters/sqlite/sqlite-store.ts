import type { EventStore } from '../../app/ports/event-store';
import type { LoadRowJudge } from '../../app/ports/judging/row-judge';
import type { EventReading, ReadableStore } from '../../app/ports/readable-store';
import type { StoredRows } from '../../app/ports/stored-rows';
import type { WorkInHand } from '../../app/ports/work-in-hand';
import type { WritableStore } from '../../app/ports/writable-store';
import type { CorruptRows } from '../../core/rows/corrupt-rows';
import { SqliteReceiptReader } from './deliveries/sqlite-receipt-reader';
import { SqliteReceiptStore } from './deliveries/sqlite-receipt-store';
import { SqliteWorkInHand } from './deliveries/sqlite-work-in-hand';
import { SqliteAlikeEvents } from './kinds/sqlite-alike-events';
import type { SqliteConnection } from './sqlite-connection';
import { SqliteEventReader } from './sqlite-event-reader';
import { SqliteEventStore } from './sqlite-event-store';
import { SqliteReadMeter } from './sqlite-read-meter';
import { SqliteRenewalStore } from './sqlite-renewal-store';
import { SqliteStoredRows } from './sqlite-stored-rows';
import { SqliteTermReader } from './sqlite-term-reader';
import { Texts } from './texts';

/** A store in a database of SQLite: what reads it, and what writes it. */
export class SqliteStore implements ReadableStore, WritableStore {
  readonly receipts: SqliteReceiptStore;
  readonly receiptFolders: SqliteReceiptReader;
  readonly terms: SqliteTermReader;
  readonly renewals: SqliteRenewalStore;
  readonly events: EventStore;
  readonly workInHand: WorkInHand;
  /** What the alert function compares with what it is told. */
  readonly storedRows: StoredRows;
  private readonly texts: Texts;

  /** Without what judges, nothing is kept of which rules catch what is written. */
  constructor(
    private readonly connection: SqliteConnection,
    judge?: LoadRowJudge,
  ) {
    this.texts = new Texts(connection);
    this.receipts = new SqliteReceiptStore(connection);
    this.receiptFolders = new SqliteReceiptReader(connection);
    this.terms = new SqliteTermReader(connection, this.texts);
    this.renewals = new SqliteRenewalStore(connection, this.texts);
    this.events = new SqliteEventStore(connection, this.texts, judge);
    this.workInHand = new SqliteWorkInHand(connection, this.receipts);
    this.storedRows = new SqliteStoredRows(this.reading().reader);
  }

  reading(corrupt?: CorruptRows): EventReading {
    const meter = new SqliteReadMeter();
    const reader = new SqliteEventReader(this.connection, this.texts, meter, corrupt);
    const alike = new SqliteAlikeEvents(this.connection, this.texts, corrupt);
    return { reader, alike, receipts: new SqliteReceiptReader(this.connection, corrupt), meter };
  }

  /** Makes everything durable that was written. */
  commit(): void {
    this.connection.commit();
  }

  close(): void {
    this.connection.close();
  }
}
