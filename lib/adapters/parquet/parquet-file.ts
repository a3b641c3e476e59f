import type { ColumnFile, NewColumnFile } from '../../app/ports/export/column-files';
import type { FittedObject } from '../../core/export/fitted-value';
import type { Columns } from '../../core/export/shape';
import { ColumnValues } from './column-values';
import { type ByteWriter, loadParquetLibrary, type ParquetWriter } from './parquet-library';
import { parquetSchema } from './parquet-schema';

/**
 * The characters of rows, as JSON, that make a group of rows. In memory they are several times as much while a group is
 * written; in the file, a group takes about a tenth.
 */
const GROUP_CHARACTERS = 4 * 1024 * 1024;

/** The most rows of a group, however short they are. */
const GROUP_ROWS = 50_000;

/** What makes Parquet files. */
export async function parquetFiles(): Promise<NewColumnFile> {
  const { ByteWriter, ParquetWriter } = await loadParquetLibrary();
  return (columns, out) => {
    const bytes = new ByteWriter();
    const schema = parquetSchema(columns);
    return new ParquetFile(columns, new ParquetWriter({ writer: bytes, schema, createdBy: 'ssm-audit' }), bytes, out);
  };
}

/** A Parquet file, snappy, in groups of rows. What the same rows make does not depend on when they come. */
class ParquetFile implements ColumnFile {
  private readonly values: readonly ColumnValues[];
  private rows = 0;
  private characters = 0;

  constructor(
    columns: Columns,
    private readonly writer: ParquetWriter,
    private readonly bytes: ByteWriter,
    private readonly out: (bytes: Uint8Array) => Promise<void>,
  ) {
    this.values = Object.entries(columns).map(([name, shape]) => new ColumnValues(name, shape));
  }

  async add(row: FittedObject, jsonLength: number): Promise<void> {
    for (const column of this.values) column.add(row[column.name]);
    this.rows += 1;
    this.characters += jsonLength;
    if (this.characters >= GROUP_CHARACTERS || this.rows >= GROUP_ROWS) await this.writeGroup();
  }

  async end(): Promise<void> {
    if (this.rows > 0) await this.writeGroup();
    this.writer.finish();
    await this.passOn();
  }

  private async writeGroup(): Promise<void> {
    const columnData = this.values.map((column) => ({ name: column.name, data: column.take() }));
    this.writer.write({ columnData, rowGroupSize: this.rows });
    this.rows = 0;
    this.characters = 0;
    await this.passOn();
  }

  /** Passes on what the library has made so far. Its offsets count from the beginning of the file. */
  private async passOn(): Promise<void> {
    const made = this.bytes.getBytes().slice();
    this.bytes.index = 0;
    await this.out(made);
  }
}
