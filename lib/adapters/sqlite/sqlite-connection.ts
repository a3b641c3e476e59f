import Database from 'libsql';
import { LocalStoreFailedError } from './local-store-failed-error';
import { asItIs, type Cell, isQuery, type ReadableQuery, readableQuery } from './readable-query';

/** What a statement takes. The library ends the process where it is given anything else, so nothing else compiles. */
export type Bound = string | number | null | Uint8Array;

/** What a statement that writes came to. */
export interface Written {
  readonly changes: number;
  /** The number of the row that an `INSERT` made. */
  readonly id: number;
}

/** How many milliseconds a statement waits where another process writes what it needs. */
const BUSY_MS = 5_000;

/** How much of the database a connection keeps in memory, in KiB: more made no writer faster. The system has the rest. */
const CACHE_KIB = 16_000;

/** How long the write-ahead log stays after it has been copied into the database, in bytes. */
const LOG_BYTES = 16 * 1024 * 1024;

/** How much is written in one transaction at most, and for how long, in milliseconds, one stays open. */
const WRITES_AT_ONCE = 4_000;
const OPEN_MS = 300;

/**
 * What is asked of a file that anybody may have made: that nothing in it calls functions which reach beyond it, and that
 * pages are what they should be before their content is believed.
 */
const DISTRUST = 'PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON';

/** Where a database is, and how it is opened. */
export interface ConnectionOptions {
  /** `lock` only takes locks, for which it does not wait. */
  readonly access: 'read' | 'write' | 'lock';
  /** How many writes one transaction takes. */
  readonly writesAtOnce?: number;
  /** Where nobody can change the files, how they are read without locks: with the log beside them, or as if there were none. */
  readonly unlocked?: keyof typeof UNLOCKED;
  /** What errors call it in place of its path. @default the path */
  readonly shownAs?: string;
}

/**
 * One connection to a database of SQLite. Statements are prepared once. Writes join a transaction, which is committed when
 * it has taken many of them, when it has been open for long, and by whoever says so: until then nobody else sees them, and
 * a process that is killed leaves none of them.
 */
export class SqliteConnection {
  private readonly database: Database.Database;
  private readonly statements = new Map<string, Database.Statement>();
  private readonly queries = new Map<string, ReadableQuery & { readonly statement: Database.Statement }>();
  private readonly deferred = new Map<string, () => void>();
  private writes = 0;
  private begunAt = 0;
  private failure: LocalStoreFailedError | undefined;

  /** `location` is a path, or `:memory:`. */
  constructor(
    private readonly location: string,
    private readonly options: ConnectionOptions,
  ) {
    this.database = this.attempt(() => new Database(databaseAt(location, options.unlocked)));
    this.attempt(() => this.prepare());
  }

  /**
   * All rows of a query. `alike` is a query with columns of the same types, where that takes less to prepare: what a query
   * gives is known by its columns.
   */
  all(sql: string, values: readonly Bound[] = [], alike = sql): readonly (readonly Cell[])[] {
    return this.attempt(() => {
      const { statement, read } = this.query(sql, alike);
      const rows = statement.all(values) as (readonly Cell[])[];
      return rows.map((row) => read(row) ?? this.damaged());
    });
  }

  /** All rows of a query, a few at a time, so that they need not be in memory together. */
  *each(sql: string, values: readonly Bound[] = []): Generator<readonly Cell[]> {
    const { statement, read } = this.attempt(() => this.query(sql));
    const rows = this.attempt(() => statement.iterate(values));
    for (let row = this.attempt(() => rows.next()); !row.done; row = this.attempt(() => rows.next())) {
      yield read(row.value as readonly Cell[]) ?? this.attempt(() => this.damaged());
    }
  }

  /** What a text that this program wrote as JSON says. */
  json(text: string): unknown {
    try {
      return JSON.parse(text);
    } catch {
      return this.damaged();
    }
  }

  /** Whoever finds that what stands in the database is not what this program writes says so. Throws `LocalStoreFailedError`. */
  damaged(): never {
    throw LocalStoreFailedError.damaged(this.shownAs);
  }

  /** The first row of a query. The query should find no second one: it is run to its end. */
  first(sql: string, values: readonly Bound[] = []): readonly Cell[] | undefined {
    return this.all(sql, values)[0];
  }

  /** Runs a statement that writes, within `write`. */
  run(sql: string, values: readonly Bound[] = []): Written {
    const { changes, lastInsertRowid } = this.statement(sql).run(values);
    return { changes, id: Number(lastInsertRowid) };
  }

  /** Runs statements that take no values. */
  script(sql: string): void {
    this.attempt(() => this.database.exec(sql));
  }

  /**
   * Does work that writes: all of it or none. Once a write has failed, whatever the open transaction had taken is gone, and
   * every further write fails likewise.
   */
  write<Result>(work: () => Result): Result {
    if (this.failure) throw this.failure;
    return this.failing(() => {
      this.begin();
      const result = work();
      this.writes += 1;
      const { writesAtOnce = WRITES_AT_ONCE } = this.options;
      if (this.writes >= writesAtOnce || Date.now() - this.begunAt >= OPEN_MS) this.end();
      return result;
    });
  }

  /**
   * Has work that writes done once before the transaction ends, the last that was given under a name: for rows that each
   * write of many would put again.
   */
  defer(name: string, work: () => void): void {
    if (this.failure) throw this.failure;
    this.deferred.set(name, work);
  }

  /** Does what waits for the end of the transaction, so that this connection reads it. */
  settle(): void {
    if (this.failure === undefined && this.deferred.size > 0) this.failing(() => this.doDeferred());
  }

  /** Makes everything durable and visible that was written. */
  commit(): void {
    if (this.failure === undefined) this.failing(() => this.end());
  }

  /** Commits and closes. A writer leaves an empty write-ahead log. */
  close(): void {
    try {
      this.commit();
      if (this.options.access === 'write' && this.failure === undefined) this.all('PRAGMA wal_checkpoint(TRUNCATE)');
    } finally {
      this.statements.clear();
      this.queries.clear();
      this.database.close();
    }
  }

  private get shownAs(): string {
    return this.options.shownAs ?? this.location;
  }

  private prepare(): void {
    const { access, unlocked } = this.options;
    if (access === 'lock') return;
    if (unlocked === 'with log') this.database.exec('PRAGMA locking_mode = EXCLUSIVE');
    this.database.exec(`PRAGMA busy_timeout = ${BUSY_MS}; PRAGMA cache_size = -${CACHE_KIB}; ${DISTRUST}`);
    if (access === 'read') this.database.exec('PRAGMA query_only = ON');
    else this.database.exec(`PRAGMA synchronous = NORMAL; PRAGMA journal_size_limit = ${LOG_BYTES}`);
  }

  private statement(sql: string): Database.Statement {
    const known = this.statements.get(sql);
    if (known) return known;
    const statement = this.database.prepare(sql);
    this.statements.set(sql, statement);
    return statement;
  }

  private query(sql: string, alike = sql) {
    const known = this.queries.get(sql);
    if (known) return known;
    const readable = isQuery(sql) ? readableQuery(sql, this.columnTypes(alike)) : { sql, read: asItIs };
    const query = { ...readable, statement: this.database.prepare(readable.sql).raw() };
    this.queries.set(sql, query);
    return query;
  }

  private columnTypes(sql: string): readonly (string | null)[] {
    const columns = this.database.prepare(sql).columns();
    return columns.map(({ type }) => type);
  }

  private begin(): void {
    if (this.database.inTransaction) return;
    this.database.exec('BEGIN IMMEDIATE');
    this.writes = 0;
    this.begunAt = Date.now();
  }

  private end(): void {
    this.doDeferred();
    if (this.database.inTransaction) this.database.exec('COMMIT');
  }

  private doDeferred(): void {
    if (this.deferred.size === 0) return;
    this.begin();
    for (const work of this.deferred.values()) work();
    this.deferred.clear();
  }

  /** Takes everything back where the database fails. */
  private failing<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      this.failure = LocalStoreFailedError.of(error, this.shownAs);
      if (this.failure === undefined) throw error;
      try {
        if (this.database.inTransaction) this.database.exec('ROLLBACK');
      } catch {
        // SQLite has taken it back itself, as it does where the disk is full.
      }
      throw this.failure;
    }
  }

  private attempt<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      throw LocalStoreFailedError.of(error, this.shownAs) ?? error;
    }
  }
}

/** What a URI of SQLite says ("Uniform Resource Identifiers"). Without locks, the index of the log is in memory. */
const UNLOCKED = { 'without log': 'immutable=1', 'with log': 'vfs=unix-none&mode=ro' } as const;
function databaseAt(path: string, how: ConnectionOptions['unlocked']): string {
  return how ? `file:${encodeURI(path).replace(/[?#]/g, encodeURIComponent)}?${UNLOCKED[how]}` : path;
}
