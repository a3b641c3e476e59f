import { CorruptRows } from '../../core/rows/corrupt-rows';
import { formatRef } from '../../core/rows/event-ref';
import type { ListedRow } from '../../core/rows/event-row';
import { isExpired } from '../../core/rows/retention';
import type { TermRow } from '../../core/rows/term-row';
import { type Deadline, OutOfTimeError } from '../ports/deadline';
import type { EventReader } from '../ports/event-reader';
import type { RebuildCounts, RebuildFailure, RebuildPosition, RebuildState } from './rebuild-state';
import type { RequestDependencies } from './request-rebuild';
import { putTermGroup, type TermGroupDependencies } from './term-group';
import { type TermsIndexing, termsOfRow } from './terms-of-row';

/** How many Terms rows to look up and put before the position moves on. One row of the Events table may have more. */
const TERMS_AT_ONCE = 500;

/** How many rows of the Events table to read at once. */
const PAGE_ROWS = 200;

/** How often to store the position, in milliseconds. What came after it is done again, which changes nothing. */
const SAVE_MS = 5_000;

/** How many milliseconds before the deadline to begin nothing further. The row with the most terms takes half of it. */
const STEP_MS = 60_000;

/** How many failures the state names. */
const MOST_NAMED = 20;

/** What rebuilding needs. */
export interface RebuildDependencies extends TermGroupDependencies, RequestDependencies {
  /** Reads the Events table. Corrupt rows are left out and taken note of. */
  readonly reading: (corrupt: CorruptRows) => Pick<EventReader, 'catalogue' | 'page'>;
  readonly indexing: TermsIndexing;
}

/** Who is told what a run does. */
export interface RebuildListener {
  /** The terms of a row could not be made, or not all of them. */
  readonly onFailure: (failure: RebuildFailure) => void;
}

/** How a run ended: nothing was asked for, all is done, or what stopped it. */
export type RebuildEnd = 'nothing to do' | 'done' | 'out of time' | 'another run is going on';

/** What one run did. */
export interface RebuildRunResult {
  readonly end: RebuildEnd;
  /** How far the rebuild has come. Undefined if there never was one. */
  readonly state: RebuildState | undefined;
  /** The counts of this run alone. */
  readonly counts: RebuildCounts;
}

/**
 * Makes the rows of the Terms table again from those of the Events table, partition by partition in the order of time, as
 * far as time allows. The next run goes on. Puts only what is missing or of an older version: you can repeat it, and run
 * it while ingestion writes.
 */
export async function rebuildTerms(
  deps: RebuildDependencies,
  deadline: Deadline,
  listener: RebuildListener,
): Promise<RebuildRunResult> {
  const run = new RebuildRun(deps, deadline, listener);
  const end = await run.toItsEnd();
  return { end, state: run.state, counts: run.counts };
}

class RebuildRun {
  state: RebuildState | undefined;
  counts: RebuildCounts = { rows: 0, written: 0, standing: 0, failed: 0 };
  private readonly reader: Pick<EventReader, 'catalogue' | 'page'>;
  private savedAt = 0;

  constructor(
    private readonly deps: RebuildDependencies,
    private readonly deadline: Deadline,
    private readonly listener: RebuildListener,
  ) {
    const corrupt = new CorruptRows(({ shownKey, problem }) => this.fail(shownKey, problem));
    this.reader = deps.reading(corrupt);
  }

  async toItsEnd(): Promise<RebuildEnd> {
    try {
      this.state = await this.deps.states.load(this.deadline);
      if (this.state === undefined || this.state.endedAt !== undefined) return 'nothing to do';
      await this.partitions(this.state.position);
      return 'done';
    } catch (error) {
      if (error instanceof OutOfTimeError) return this.cutOff();
      if (error instanceof AnotherRunError) return 'another run is going on';
      throw error;
    }
  }

  /** Stores how far this run has come, if there is time for that. Otherwise, the next run does the last seconds again. */
  private async cutOff(): Promise<RebuildEnd> {
    try {
      if (this.state && this.state.endedAt === undefined) await this.save(this.state);
    } catch (error) {
      if (error instanceof AnotherRunError) return 'another run is going on';
      if (!(error instanceof OutOfTimeError)) throw error;
    }
    return 'out of time';
  }

  /** In the order of their names. One that appears meanwhile has all of its terms, because ingestion made it. */
  private async partitions(position: RebuildPosition | undefined): Promise<void> {
    const all = [...(await this.reader.catalogue(''))].sort();
    const left = all.filter((name) => position === undefined || name >= position.partition);
    for (const [index, partition] of left.entries()) {
      const done = all.length - left.length + index;
      const from = partition === position?.partition ? position.from : undefined;
      this.move({ partitions: { done, all: all.length }, position: { partition, from } });
      await this.partition(partition, from);
    }
    const { position: _, ...rest } = this.current();
    const endedAt = this.deps.now().toISOString();
    await this.save({ ...rest, partitions: { done: all.length, all: all.length }, endedAt });
  }

  private async partition(partition: string, from: string | undefined): Promise<void> {
    let after: unknown;
    do {
      this.requireTime();
      const page = await this.reader.page({
        partition: { table: 'events', value: partition },
        since: from,
        until: undefined,
        oldestFirst: true,
        limit: PAGE_ROWS,
        withRecord: true,
        after,
      });
      // The row at which the last run ended is done.
      await this.rows(
        partition,
        page.rows.filter(({ eventTimeId }) => eventTimeId !== from),
      );
      after = page.after;
    } while (after !== undefined);
  }

  /** In groups of about as many terms. After each group, the position moves on. */
  private async rows(partition: string, rows: readonly ListedRow[]): Promise<void> {
    let group: Group = { rows: [], terms: [] };
    for (const [index, row] of rows.entries()) {
      this.add(group, row);
      if (group.terms.length < TERMS_AT_ONCE && index < rows.length - 1) continue;
      await this.put(group);
      this.move({ position: { partition, from: row.eventTimeId } });
      group = { rows: [], terms: [] };
      await this.saveIfDue();
      this.requireTime();
    }
  }

  private add(group: Group, row: ListedRow): void {
    if (isExpired(row.expiresAt, this.deps.now())) return;
    const made = termsOfRow(row, this.deps.indexing);
    if ('problem' in made) {
      this.fail(formatRef(row), made.problem);
      return;
    }
    group.rows.push(row);
    for (const term of made.terms) group.terms.push({ term, row });
  }

  private async put({ rows, terms }: Group): Promise<void> {
    const { written, standing, refused } = await putTermGroup(this.deps, terms, this.deadline);
    this.count({ rows: rows.length - refused.size, written, standing });
    for (const [row, reason] of refused) this.fail(formatRef(row), reason);
  }

  /** A run that goes on may meet a row again that its predecessor told. */
  private fail(ref: string, reason: string): void {
    const { failures } = this.current();
    if (failures.some((each) => each.ref === ref)) return;
    const failure = { ref, reason };
    this.listener.onFailure(failure);
    this.count({ failed: 1 });
    if (failures.length < MOST_NAMED) this.move({ failures: [...failures, failure] });
  }

  private count(more: Partial<RebuildCounts>): void {
    this.counts = sum(this.counts, more);
    this.move({ counts: sum(this.current().counts, more) });
  }

  private move(change: Partial<RebuildState>): void {
    this.state = { ...this.current(), ...change };
  }

  private current(): RebuildState {
    if (!this.state) throw new Error('a rebuild has a state while it runs');
    return this.state;
  }

  private async saveIfDue(): Promise<void> {
    if (this.deps.now().getTime() - this.savedAt >= SAVE_MS) await this.save(this.current());
  }

  private async save(state: RebuildState): Promise<void> {
    const now = this.deps.now();
    this.state = { ...state, progressAt: now.toISOString(), revision: state.revision + 1 };
    if (!(await this.deps.states.save(this.state, this.deadline))) throw new AnotherRunError();
    this.savedAt = now.getTime();
  }

  private requireTime(): void {
    if (this.deadline.remainingMs() < STEP_MS) throw new OutOfTimeError('the terms of further rows');
  }
}

/** Another run stored a state meanwhile: this one would do the same work. */
class AnotherRunError extends Error {
  constructor() {
    super('another run goes on with the rebuild');
    this.name = 'AnotherRunError';
  }
}

/** Rows of the Events table, and their terms. */
interface Group {
  readonly rows: ListedRow[];
  readonly terms: { readonly term: TermRow; readonly row: ListedRow }[];
}

function sum(counts: RebuildCounts, more: Partial<RebuildCounts>): RebuildCounts {
  const { rows = 0, written = 0, standing = 0, failed = 0 } = more;
  return {
    rows: counts.rows + rows,
    written: counts.written + written,
    standing: counts.standing + standing,
    failed: counts.failed + failed,
  };
}
