import type { CaughtBy } from '../../app/alert/severest-first';
import type { FoundEvent } from '../../app/ask/find-events';
import type { Level } from '../../core/rules/rule';
import type { painted } from '../terminal/colour';

/** Finds out which rules catch events, by their refs. */
export type Catches = (found: readonly FoundEvent[]) => Promise<ReadonlyMap<string, CaughtBy>>;

/** What stands at the left edge of a row: the level of the severest rule that catches its event, by its first letter. */
export type CatchMark = 'C' | 'H' | 'M' | 'L' | 'I';

/** Terminal cells of the mark and the blank behind it. */
export const CATCH_WIDTH = 2;

/** What the marks mean, for the head of a table. */
export const CATCH_NOTE = 'C H M L I: a rule of that level catches it (critical to informational)';

const MARKS: Readonly<Record<Level, { readonly mark: CatchMark; readonly style: Parameters<typeof painted>[0] }>> = {
  critical: { mark: 'C', style: ['red', 'bold'] },
  high: { mark: 'H', style: 'red' },
  medium: { mark: 'M', style: 'yellow' },
  low: { mark: 'L', style: 'blue' },
  informational: { mark: 'I', style: 'dim' },
};

/** The mark of an event that these rules catch, and its colour. Undefined if none does. */
export function catchMark(caught: CaughtBy | undefined): (typeof MARKS)[Level] | undefined {
  const [severest] = caught ?? [];
  return severest && MARKS[severest.level];
}
