import type { PlannedQuery } from '../../core/query/planned-query';

/**
 * The most bytes that the pages of a question hold at once, over all its partitions. As objects they take some eight
 * times as much memory.
 */
const MOST_BYTES = 8 * 1024 * 1024;

/** The bytes of a row before the first page tells: with its record, and without it. */
const BYTES_WITH_RECORD = 4096;
const BYTES_WITHOUT_RECORD = 1024;

/** The most rows of a page, so that no read of a local store takes long: a page of DynamoDB has about as many. */
const MOST_ROWS = 1000;

/** How much longer each page is than the one before, and how much longer the first is if most rows may be left out. */
const GROWTH = 2;
const NARROWED = 4;

/** How many rows are read for each that is kept, at most: what was left out so far says little about what comes. */
const MOST_READ = 8;

/** What the sizes of pages follow from. */
export interface PageSizing {
  /** How many partitions are read side by side. Each has the kept rows of one page in memory. */
  readonly partitions: number;
  readonly withRecord: boolean;
  /** Whether partitions are read as one, by a store to which a further page is as cheap as a longer one. */
  readonly isJoined?: true;
}

/** A page as it was read: its rows, those of them that are kept, and its bytes if the store says. */
interface PageCounts {
  readonly rows: number;
  readonly kept: number;
  readonly bytes?: number | undefined;
}

/**
 * How many rows to read at once from one of a question's partitions. Nobody knows how an answer is spread over them, and
 * what is read and not shown costs read units. So the first page is about twice the partition's share of the answer,
 * and each further page is longer, up to a share of the memory, and to what the answer lacks if all of it is in this partition.
 */
export class PageSizes {
  readonly withRecord: boolean;
  private readonly bytes: number;
  private rows: number;
  private bytesOfRow: number;
  /** Where conditions leave rows out, what was kept so far says too little: short pages would follow each other. */
  private readonly limit: number;
  private read = 0;
  private kept = 0;

  constructor(
    { query, narrows }: Pick<PlannedQuery, 'query' | 'narrows'>,
    { partitions, withRecord, isJoined }: PageSizing,
  ) {
    const share = Math.ceil((GROWTH * query.limit) / partitions);
    this.withRecord = withRecord;
    this.limit = narrows ? Number.POSITIVE_INFINITY : query.limit;
    this.bytes = MOST_BYTES / partitions;
    this.bytesOfRow = withRecord ? BYTES_WITH_RECORD : BYTES_WITHOUT_RECORD;
    this.rows = narrows && !isJoined ? NARROWED * share : Math.min(share, query.limit);
  }

  /** The rows of the page that comes now. */
  get next(): number {
    const readForEach = Math.min(MOST_READ, (this.read + 1) / (this.kept + 1));
    const most = (readForEach * this.bytes) / this.bytesOfRow;
    return Math.max(1, Math.floor(Math.min(this.rows, MOST_ROWS, most, this.lacking)));
  }

  /** The rows that bring the rest of the answer if as many of them are kept as before. What is kept may still turn out to be none. */
  private get lacking(): number {
    const lacks = this.limit - this.kept;
    return this.read === 0 || lacks <= 0
      ? Number.POSITIVE_INFINITY
      : Math.ceil((lacks * (this.read + 1)) / (this.kept + 1));
  }

  /** Takes note of a page, from which the next one's size follows. */
  add({ rows, kept, bytes }: PageCounts): void {
    this.rows *= GROWTH;
    this.read += rows;
    this.kept += kept;
    if (bytes !== undefined && rows > 0) this.bytesOfRow = Math.max(this.bytesOfRow, bytes / rows);
  }
}
