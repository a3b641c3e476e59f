import type { TermKey, TermReader } from '../../app/ports/term-reader';
import type { TermRow } from '../../core/rows/term-row';
import type { SqliteConnection } from './sqlite-connection';
import { SqliteTermRows } from './sqlite-term-rows';
import type { Texts } from './texts';

/** Reads the rows of terms by key. */
export class SqliteTermReader implements TermReader {
  private readonly rows: SqliteTermRows;

  constructor(connection: SqliteConnection, texts: Texts) {
    this.rows = new SqliteTermRows(connection, texts);
  }

  async terms(keys: readonly TermKey[]): Promise<readonly TermRow[]> {
    return keys.flatMap((key) => this.rows.row(key) ?? []);
  }
}
