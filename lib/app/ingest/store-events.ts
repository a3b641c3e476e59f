import { catalogueEntry } from '../../core/rows/catalogue';
import { conflictKey, quarantineKey } from '../../core/rows/event-keys';
import { conflictRow, type EventRow, quarantineRow, type StandingRow, withEvidenceOf } from '../../core/rows/event-row';
import type { TermRow } from '../../core/rows/term-row';
import { mapConcurrently } from '../flow/map-concurrently';
import type { IndexedRecord } from '../index/index-record';
import type { Deadline } from '../ports/deadline';
import { type EventStore, RefusedItemError } from '../ports/event-store';
import type { StandingRows } from '../ports/standing-rows';
import { KnownPartitions } from './known-partitions';
import { rowElsewhere } from './row-elsewhere';

/** How many conditional puts run at once: enough to hide their latency, few enough for one partition. */
const PUTS_AT_ONCE = 16;

/**
 * How many Terms rows to make before writing them. Most batches have fewer. One hostile record may have ten times as
 * many.
 */
const TERMS_AT_ONCE = 1_000;

/**
 * How long an invocation of an earlier program may still run once this one has begun, in milliseconds: 15 minutes (Lambda
 * quotas), and one for the end of a deployment.
 */
const EARLIER_RUN_MS = 16 * 60 * 1_000;

/** What happened to a record. */
type Fate = 'newEvents' | 'knownEvents' | 'conflicts' | 'quarantined' | 'knownQuarantined';

/** How many Systems Manager records had which result. Related and guard records do not count. */
export type StoredCounts = { readonly [fate in Fate]: number };

interface Stored {
  readonly fate: Fate;
  /** The row as it is in the table now, which is the first writer's. */
  readonly row: EventRow;
  readonly indexed: IndexedRecord;
  /** The standing row is of an older version of the index: `row` is to take its place. */
  readonly isOlder?: boolean;
}

/** Stores the rows of a batch of records, and their terms. You can repeat it: rows that exist stay as they are. */
export class EventWriter {
  /**
   * The catalogue, read when a process begins, and once more when no earlier program can write any more: until then, one may
   * put rows into partitions that this process does not know. Only a new partition takes a write.
   */
  private catalogued: Promise<KnownPartitions> | undefined;
  /** When it is to be read again, in milliseconds since 1970. Undefined if that is done. */
  private readAgainAt: number | undefined;

  /**
   * `standingRows` finds rows that are in another partition of their event name. Undefined if no name has several.
   */
  constructor(
    private readonly store: EventStore,
    private readonly standingRows?: StandingRows,
    private readonly now: () => Date = () => new Date(),
  ) {
    this.readAgainAt = now().getTime() + EARLIER_RUN_MS;
  }

  /**
   * Stores a batch. Resolves when every row and every term is written. `isReread` says that the records may have been
   * stored before, under another configuration.
   */
  async write(batch: readonly IndexedRecord[], deadline: Deadline, isReread = false): Promise<StoredCounts> {
    await this.catalogue(batch, deadline);
    const stored = await mapConcurrently(batch, PUTS_AT_ONCE, (indexed) => this.storeRow(indexed, isReread, deadline));
    const counts = counted(await this.storeTerms(stored, deadline));
    await this.refresh(stored, deadline);
    return counts;
  }

  /** The catalogue comes first, because no question reads a partition that it does not name. */
  private async catalogue(batch: readonly IndexedRecord[], deadline: Deadline): Promise<void> {
    if (batch.length === 0) return;
    const known = await this.known(deadline);
    const partitions = new Set(batch.map(({ row }) => row.eventName).filter((name) => !known.has(name)));
    const entries = [...partitions].map(catalogueEntry);
    await mapConcurrently(entries, PUTS_AT_ONCE, (entry) => this.store.addPartition(entry, deadline));
    for (const entry of entries) known.add(entry);
  }

  /** What the catalogue names as far as this process knows. Whoever comes next asks again if it could not be read. */
  private known(deadline: Deadline): Promise<KnownPartitions> {
    if (this.readAgainAt !== undefined && this.now().getTime() >= this.readAgainAt) {
      this.readAgainAt = undefined;
      this.catalogued = undefined;
    }
    const known = this.catalogued ?? this.store.catalogued(deadline).then((entries) => new KnownPartitions(entries));
    this.catalogued = known;
    known.catch(() => {
      if (this.catalogued === known) this.catalogued = undefined;
    });
    return known;
  }

  private async storeRow(indexed: IndexedRecord, isReread: boolean, deadline: Deadline): Promise<Stored> {
    try {
      const moved = await this.recogniseElsewhere(indexed, isReread, deadline);
      return moved ?? (await this.putOrRecognise(indexed, deadline));
    } catch (error) {
      if (!(error instanceof RefusedItemError)) throw error;
      return this.quarantine(indexed, error.reason, deadline);
    }
  }

  private async putOrRecognise(indexed: IndexedRecord, deadline: Deadline): Promise<Stored> {
    const { row } = indexed;
    const standing = await this.store.putNew(row, deadline);
    if (!standing) return { fate: row.quarantineReason ? 'quarantined' : 'newEvents', row, indexed };
    if (standing.recordSha256 === row.recordSha256) return recognised(row, standing, indexed);
    const beside = conflictRow(row, conflictKey(row, row.recordSha256));
    const known = await this.store.putNew(beside, deadline);
    if (!known) return { fate: 'conflicts', row: beside, indexed };
    if (known.recordSha256 === row.recordSha256) return recognised(beside, known, indexed);
    return this.quarantine(indexed, 'two other records have its keys', deadline);
  }

  /**
   * A row stays in another partition if where rows of its name stand has changed. The record gets no second row. Of a file
   * that nobody has read to its end, an earlier program may have put rows all the same.
   */
  private async recogniseElsewhere(
    indexed: IndexedRecord,
    isReread: boolean,
    deadline: Deadline,
  ): Promise<Stored | undefined> {
    if (!this.standingRows) return undefined;
    const { row } = indexed;
    const known = await this.known(deadline);
    const others = isReread ? known.others(row.eventName) : known.olderOthers(row.eventName);
    if (others.length === 0) return undefined;
    const partitions = isReread ? [row.eventName, ...others] : others;
    const found = await rowElsewhere(this.standingRows, row, partitions, deadline);
    return found && recognised(found.row, found.standing, indexed);
  }

  /** Rows of an older version come last: a row that tells the new version has all of that version's terms. */
  private async refresh(stored: readonly Stored[], deadline: Deadline): Promise<void> {
    const older = stored.filter(({ isOlder }) => isOlder);
    await mapConcurrently(older, PUTS_AT_ONCE, ({ row }) => this.store.refresh(row, deadline));
  }

  /** Keeps a refused row in a form that DynamoDB can refuse only for its size: key, reason, evidence and the record. */
  private async quarantine(indexed: IndexedRecord, reason: string, deadline: Deadline): Promise<Stored> {
    const { time, record, context } = indexed;
    const row = quarantineRow(quarantineKey(time, context.recordSha256), reason, record, context);
    await this.catalogue([{ ...indexed, row }], deadline);
    const standing = await this.store.putNew(row, deadline);
    return { fate: standing ? 'knownQuarantined' : 'quarantined', row, indexed: { ...indexed, termRows: () => [] } };
  }

  /**
   * Writes the terms of stored rows. If one term of a record is refused, the record also goes to quarantine, and counts
   * as quarantined.
   */
  private async storeTerms(stored: readonly Stored[], deadline: Deadline): Promise<readonly Stored[]> {
    const reasons = new Map<Stored | undefined, string>();
    let owners = new Map<TermRow, Stored>();
    const put = async () => {
      const refused = await this.store.putTerms([...owners.keys()], deadline);
      for (const { row, reason } of refused) reasons.set(owners.get(row), reason);
      owners = new Map();
    };
    for (const entry of stored) {
      for (const row of entry.indexed.termRows(entry.row)) {
        owners.set(row, entry);
        if (owners.size >= TERMS_AT_ONCE) await put();
      }
    }
    if (owners.size > 0) await put();
    return mapConcurrently(stored, PUTS_AT_ONCE, async (entry) => {
      const reason = reasons.get(entry);
      return reason === undefined ? entry : this.quarantine(entry.indexed, `term refused: ${reason}`, deadline);
    });
  }
}

/** On a second delivery, the evidence of the first writer stays. Only a newer index version refreshes the fields of the row. */
function recognised(row: EventRow, standing: StandingRow, indexed: IndexedRecord): Stored {
  const isOlder = standing.indexVersion < row.indexVersion;
  const fate = row.quarantineReason === undefined ? 'knownEvents' : 'knownQuarantined';
  return { fate, row: withEvidenceOf(row, standing), indexed, isOlder };
}

function counted(stored: readonly Stored[]): StoredCounts {
  const counts = { newEvents: 0, knownEvents: 0, conflicts: 0, quarantined: 0, knownQuarantined: 0 };
  for (const { fate, indexed } of stored) if (!indexed.isBeside) counts[fate] += 1;
  return counts;
}
