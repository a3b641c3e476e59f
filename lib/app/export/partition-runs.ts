import type { RunStore } from '../ports/export/run-store';

/** The row of a partition, as JSON. */
export interface PartitionRow {
  /** The name of the partition among those of the day. It has no tabulator. */
  readonly partition: string;
  readonly json: string;
}

/** A run that is written: its rows by partition, those of one partition in the order in which they came. */
export interface Run {
  readonly name: string;
  readonly bytes: number;
}

/**
 * How many characters of rows are sorted at once. A day of more rows than that is written to several runs, which are then
 * read side by side.
 */
export const RUN_CHARACTERS = 8 * 1024 * 1024;

/** About how many bytes are written at once. */
const CHUNK_CHARACTERS = 256 * 1024;

/** Rows in the order of their time, sorted by partition as far as memory holds them; the rest is in runs. */
export class PartitionRuns {
  private rows: PartitionRow[] = [];
  private characters = 0;
  private readonly written: Run[];

  /** `written` are the runs of the rows before. */
  constructor(
    private readonly store: RunStore,
    private readonly prefix: string,
    written: readonly Run[] = [],
    private readonly mostCharacters = RUN_CHARACTERS,
  ) {
    this.written = [...written];
  }

  /** The runs that are written, in the order of their rows. */
  get runs(): readonly Run[] {
    return this.written;
  }

  /** Whether memory holds as much as it should. */
  get isFull(): boolean {
    return this.characters >= this.mostCharacters;
  }

  add(row: PartitionRow): void {
    this.rows.push(row);
    this.characters += row.json.length;
  }

  /** Writes the rows in memory as a run. */
  async flush(): Promise<void> {
    if (this.rows.length === 0) return;
    const name = `${this.prefix}${String(this.written.length).padStart(RUN_DIGITS, '0')}`;
    let bytes = 0;
    const chunks = chunksOf(this.takeSorted());
    async function* counted(): AsyncGenerator<Uint8Array> {
      for (const chunk of chunks) {
        bytes += chunk.length;
        yield chunk;
      }
    }
    await this.store.write(name, counted());
    this.written.push({ name, bytes });
  }

  /** The rows in memory by partition, and forgets them. */
  takeSorted(): readonly PartitionRow[] {
    const sorted = this.rows.sort(byPartition);
    this.rows = [];
    this.characters = 0;
    return sorted;
  }
}

const RUN_DIGITS = 6;

/** In the order of partitions. Sorting is stable, so that the order of the rows of one partition stays. */
export function byPartition(one: PartitionRow, other: PartitionRow): number {
  if (one.partition === other.partition) return 0;
  return one.partition < other.partition ? -1 : 1;
}

function* chunksOf(rows: readonly PartitionRow[]): Generator<Uint8Array> {
  let text = '';
  for (const { partition, json } of rows) {
    text += `${partition}\t${json}\n`;
    if (text.length < CHUNK_CHARACTERS) continue;
    yield Buffer.from(text);
    text = '';
  }
  if (text !== '') yield Buffer.from(text);
}
