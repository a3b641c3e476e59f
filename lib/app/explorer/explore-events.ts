import { AnswerCounter, type AnswerCounts } from '../../core/explorer/answer-counter';
import { type PlannedQuery, planned } from '../../core/query/planned-query';
import type { StoredEvent } from '../../core/rows/stored-event';
import { type FindDependencies, findEvents } from '../ask/find-events';

/** How many events come together: few at first, so that something is seen soon. */
const FIRST_BATCH = 20;
const BATCH = 200;

/** After how many events the counts are sent for the first time, and how many times as many there are before each further time. */
const FIRST_COUNTS = 1_000;
const COUNTS_GROWTH = 2;

/** How far an answer goes. Infinite for all. */
export interface ExplorerLimits {
  /** Events that are listed. */
  readonly listed: number;
  /** Events at which counting stops; nothing is counted with 0. */
  readonly counted: number;
}

/** Who takes an answer as it comes. Each resolves when the next may come. */
export interface ExplorerOutput {
  rows(events: readonly StoredEvent[]): Promise<void>;
  counts(counts: AnswerCounts): Promise<void>;
}

/** What an answer came to. */
export interface Explored {
  readonly listed: number;
  /** The last event that was listed; undefined if there is none. */
  readonly last: StoredEvent | undefined;
  readonly first: StoredEvent | undefined;
  /** Whether there are events beyond those that were listed. */
  readonly isCut: boolean;
  /** How far counting came; absent if it came to the end, or nothing was to be counted. */
  readonly stopped?: { readonly read: number; readonly at: StoredEvent };
}

/** Lists the events that answer a question, and counts them for facets and bars, in one pass. */
export async function exploreEvents(
  deps: FindDependencies,
  question: PlannedQuery,
  limits: ExplorerLimits,
  output: ExplorerOutput,
): Promise<Explored> {
  const exploring = new Exploring(question, limits, output);
  const all = planned({ ...question.query, limit: Number.POSITIVE_INFINITY });
  for await (const { event } of findEvents(deps, all)) if (!(await exploring.take(event))) break;
  return exploring.end();
}

class Exploring {
  private readonly counter = new AnswerCounter();
  private batch: StoredEvent[] = [];
  private listed = 0;
  private isCut = false;
  private isWhole = true;
  private nextCounts = FIRST_COUNTS;
  private first: StoredEvent | undefined;
  private last: StoredEvent | undefined;
  private counted: StoredEvent | undefined;

  constructor(
    private readonly question: PlannedQuery,
    private readonly limits: ExplorerLimits,
    private readonly output: ExplorerOutput,
  ) {}

  /** Takes the next event. False if nothing more is wanted. */
  async take(event: StoredEvent): Promise<boolean> {
    if (this.listed < this.limits.listed) await this.list(event);
    else this.isCut = true;
    if (this.counter.read < this.limits.counted) await this.count(event);
    else this.isWhole = false;
    return !this.isCut || (this.limits.counted > 0 && this.isWhole);
  }

  async end(): Promise<Explored> {
    await this.flush();
    if (this.limits.counted > 0) await this.sendCounts(this.isWhole);
    const stopped = !this.isWhole && this.counted && { read: this.counter.read, at: this.counted };
    return {
      listed: this.listed,
      first: this.first,
      last: this.last,
      isCut: this.isCut,
      ...(stopped && { stopped }),
    };
  }

  private async list(event: StoredEvent): Promise<void> {
    this.batch.push(event);
    this.first ??= event;
    this.last = event;
    this.listed += 1;
    if (this.batch.length >= (this.listed <= FIRST_BATCH ? FIRST_BATCH : BATCH)) await this.flush();
    else if (this.listed === this.limits.listed) await this.flush();
  }

  private async count(event: StoredEvent): Promise<void> {
    this.counter.add(event);
    this.counted = event;
    if (this.counter.read < this.nextCounts) return;
    this.nextCounts *= COUNTS_GROWTH;
    await this.sendCounts(false);
  }

  private async flush(): Promise<void> {
    if (this.batch.length > 0) await this.output.rows(this.batch);
    this.batch = [];
  }

  private async sendCounts(isWhole: boolean): Promise<void> {
    await this.output.counts(this.counter.counts(this.question.query, isWhole));
  }
}
