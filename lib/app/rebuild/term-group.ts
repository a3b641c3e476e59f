import { FIRST_VERSION } from '../../core/rows/catalogue';
import type { ListedRow } from '../../core/rows/event-row';
import type { TermRow } from '../../core/rows/term-row';
import { mapConcurrently } from '../flow/map-concurrently';
import type { Deadline } from '../ports/deadline';
import { RefusedItemError } from '../ports/event-store';
import type { TermReader } from '../ports/term-reader';
import type { Pace } from './pace';
import type { TermWriter } from './term-writer';

/** How many puts run at once: enough to hide their latency. `Pace` bounds how many there are in a second. */
const PUTS_AT_ONCE = 16;

/** What putting terms needs. */
export interface TermGroupDependencies {
  readonly terms: TermReader;
  readonly writer: TermWriter;
  readonly pace: Pace;
}

/** Terms rows, and for each the row of the Events table that it leads to. */
export type TermGroup = readonly { readonly term: TermRow; readonly row: ListedRow }[];

/** What became of a group. */
export interface PutTerms {
  /** Terms rows that were put, and that stood already, as new. */
  readonly written: number;
  readonly standing: number;
  /** Rows of the Events table of which a term is refused, and why. */
  readonly refused: ReadonlyMap<ListedRow, string>;
}

/** Looks up the terms of a group, and puts those that are missing or of an older version. */
export async function putTermGroup(
  { terms, writer, pace }: TermGroupDependencies,
  group: TermGroup,
  deadline: Deadline,
): Promise<PutTerms> {
  const stored = await terms.terms(group.map(({ term }) => keyOf(term)));
  const standing = new Map(stored.map((term) => [keyText(term), versionOf(term)]));
  const wanted = group.filter(({ term }) => (standing.get(keyText(term)) ?? 0) < versionOf(term));
  const refused = new Map<ListedRow, string>();
  let [written, left] = [0, 0];
  await mapConcurrently(wanted, PUTS_AT_ONCE, async ({ term, row }) => {
    await pace.wait();
    try {
      if (await writer.putOverOlder(term, deadline)) written += 1;
    } catch (error) {
      if (!(error instanceof RefusedItemError)) throw error;
      refused.set(row, `a term is refused: ${error.reason}`);
      left += 1;
    }
  });
  return { written, standing: group.length - written - left, refused };
}

function keyOf({ term, eventTimeIdName }: TermRow) {
  return { term, eventTimeIdName };
}

function keyText({ term, eventTimeIdName }: TermRow): string {
  return JSON.stringify([term, eventTimeIdName]);
}

function versionOf({ indexVersion }: TermRow): number {
  return typeof indexVersion === 'number' ? indexVersion : FIRST_VERSION;
}
