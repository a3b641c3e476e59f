import type { StoredEvent } from '../../core/rows/stored-event';
import { safeText } from '../../core/text/safe-text';
import { refCells } from '../event-table/ref-cells';
import type { GivenNames } from '../names/given-names';
import { namedWho } from '../names/named-event';
import { type Clock, timeText } from '../render/clock';
import { displayWidth } from '../render/display-width';
import { renderTable } from '../render/render-table';

/** What stands before each line below a thing. */
export const INDENT = '  ';

/** One change or attempt, as a line below the thing that it was about. */
export interface ChangeLine {
  readonly event: StoredEvent;
  readonly eventTime: string;
  /** What changed, or why nothing did and by which call. */
  readonly text: string;
  /** How that begins, which stands whole. */
  readonly code: string;
  readonly details: string;
}

/** How lines are written. */
export interface ChangeLinesStyle {
  /** Whether they have handles instead of references. */
  readonly hasHandles: boolean;
  readonly width: number;
  readonly clock: Clock;
  /** What names are looked up in, to stand behind IDs. */
  readonly names?: GivenNames | undefined;
}

/** Terminal cells to which who shrinks where there is no room. */
const LEAST_OF_WHO = 6;

/** Details that stand whole, and what is left of longer ones, which are cut in any case: the type of a parameter. */
const WHOLE_DETAILS = 'with 111122223333'.length;
const LEAST_OF_DETAILS = 'SecureString'.length;

/** Changes or attempts as lines in columns, no wider than a width. They end in what `show` takes, and details. */
export function changeLines(
  lines: readonly ChangeLine[],
  { hasHandles, width, clock, names }: ChangeLinesStyle,
): readonly string[] {
  const events = lines.map(({ event }) => event);
  const refs = hasHandles ? handlesOf(events) : events.map(({ ref }) => ref);
  const hasDetails = lines.some(({ details }) => details !== '');
  const rows = lines.map(({ event, eventTime, text, details }, index) => [
    timeText(eventTime, clock),
    text,
    namedWho(event, names),
    refs[index] ?? event.ref,
    ...(hasDetails ? [details] : []),
  ]);
  const columns = [
    { title: '' },
    { title: '', least: lines.reduce((most, line) => Math.max(most, leastOf(line)), 0) },
    { title: '', least: LEAST_OF_WHO, maxWidth: width },
    { title: '' },
    ...(hasDetails ? [{ title: '', least: leastOfDetails(lines), maxWidth: width }] : []),
  ];
  const table = renderTable(columns, rows, width - INDENT.length);
  return table
    .split('\n')
    .slice(1, -1)
    .map((line) => `${INDENT}${line}`);
}

/** A cut text has an ellipsis behind what stands whole. */
function leastOf({ text, code }: ChangeLine): number {
  return displayWidth(safeText(code)) + (text === code ? 0 : 1);
}

function leastOfDetails(lines: readonly ChangeLine[]): number {
  const widest = lines.reduce((most, { details }) => Math.max(most, displayWidth(safeText(details))), 0);
  return widest <= WHOLE_DETAILS ? widest : LEAST_OF_DETAILS;
}

/** Several changes of one call share its handle. */
function handlesOf(events: readonly StoredEvent[]): readonly string[] {
  const distinct = [...new Map(events.map((event) => [event.ref, event])).values()];
  const cells = refCells(distinct);
  const byRef = new Map(distinct.map(({ ref }, index) => [ref, cells[index] ?? ref]));
  return events.map(({ ref }) => byRef.get(ref) ?? ref);
}
