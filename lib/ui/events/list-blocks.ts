import type { ListedEvent } from '../../core/explorer/messages';
import { isDecryption, readsOfDecryptions } from '../../core/story/decryptions-under-reads';
import { dayOf } from './day-of';

/** Rows that are drawn together, or left out together while they are far from the screen. */
const BLOCK_ROWS = 50;

/** A row of the list with the decryptions that lie under it. */
export interface ListLine {
  readonly event: ListedEvent;
  /** Its place among the rows, from 0. */
  readonly at: number;
  /** In the order of the list. */
  readonly decryptions: readonly ListedEvent[];
}

/** Rows of one day that follow one another. */
export interface ListBlock {
  readonly key: string;
  /** `2026-03-06 Friday`, or that the records have no time. */
  readonly day: string;
  /** Whether the block before it is of the same day, so that its heading has been said. */
  readonly goesOn: boolean;
  readonly lines: readonly ListLine[];
}

/** The rows of a list in blocks; decryptions lie under the read that they are near to, as in a story. */
export function listBlocks(events: readonly ListedEvent[], oldestFirst: boolean): readonly ListBlock[] {
  const blocks: { key: string; day: string; goesOn: boolean; lines: ListLine[] }[] = [];
  for (const line of linesOf(events, oldestFirst)) {
    const day = dayOf(line.event);
    const last = blocks.at(-1);
    if (last?.day === day && last.lines.length < BLOCK_ROWS) last.lines.push(line);
    else blocks.push({ key: line.event.ref, day, goesOn: last?.day === day, lines: [line] });
  }
  return blocks;
}

function linesOf(events: readonly ListedEvent[], oldestFirst: boolean): readonly ListLine[] {
  const under = new Map<string, ListedEvent[]>();
  const reads = readsOf(events, oldestFirst);
  for (const event of events) {
    const read = reads.get(event.ref);
    if (read !== undefined) under.set(read, [...(under.get(read) ?? []), event]);
  }
  return events
    .filter(({ ref }) => !reads.has(ref))
    .map((event, at) => ({ event, at, decryptions: under.get(event.ref) ?? [] }));
}

/** The read of each decryption, by their references. Most lists have no decryption. */
function readsOf(events: readonly ListedEvent[], oldestFirst: boolean): ReadonlyMap<string, string> {
  if (!events.some(isDecryption)) return new Map();
  return readsOfDecryptions(oldestFirst ? events : [...events].reverse());
}
