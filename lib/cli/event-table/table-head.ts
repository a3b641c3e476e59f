import { namesNote } from '../../core/names/named-text';
import { cut } from '../render/cut-text';
import { displayWidth } from '../render/display-width';
import { CATCH_NOTE } from './catch-mark';
import type { EventCells } from './event-cells';
import type { SharedValues } from './shared-values';
import { type ColumnName, TITLES } from './table-layout';

/** What is said above a table. */
export interface TableHead {
  /** By which clock times are shown: a zone, with its offset where all rows have one. */
  readonly zone: string;
  /** The one day of all rows. */
  readonly day?: string | undefined;
  readonly shared: SharedValues;
  readonly leftOut: readonly ColumnName[];
  readonly marks: ReadonlySet<EventCells['mark']>;
  /** Whether rows have an edge, where rules mark them. */
  readonly hasEdge: boolean;
  /** The file that names are looked up in, where rows have any. */
  readonly namesFile?: string | undefined;
}

/** The lines above a table, none wider than a width. */
export function headLines(head: TableHead, width: number): readonly string[] {
  return filled([...aboutRows(head), ...aboutTable(head)], width);
}

function aboutRows({ zone, day, shared }: TableHead): readonly string[] {
  const { account = '-', region = '-', who = '-', from = '-' } = shared;
  return [
    ...(day === undefined ? [] : [dayText(day)]),
    `times in ${zone}`,
    ...(account === '-' ? [] : [`account ${account}`]),
    ...(region === '-' ? [] : [`region ${region}`]),
    ...(who === '-' ? [] : [`by ${who}`]),
    ...(from === '-' ? [] : [`from ${from}`]),
  ];
}

function aboutTable({ leftOut, marks, hasEdge, namesFile }: TableHead): readonly string[] {
  return [
    ...(marks.has('*') ? ['* can have changed something'] : []),
    ...(marks.has('!') ? ['! tampers with this system'] : []),
    ...(hasEdge ? [CATCH_NOTE] : []),
    ...(namesFile === undefined ? [] : [namesNote(namesFile)]),
    ...(leftOut.length > 0 ? [`no room for ${leftOut.map((name) => TITLES[name]).join(', ')} (--wide shows all)`] : []),
  ];
}

/** A day with its name, because a Sunday explains much. */
export function dayText(day: string): string {
  return `${day}, ${WEEKDAYS[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? '?'}`;
}

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

const SEPARATOR = '; ';

/** Parts on as few lines as hold them. A part that no line holds is cut. */
function filled(parts: readonly string[], width: number): readonly string[] {
  const lines: string[] = [];
  for (const part of parts) {
    const line = lines.at(-1);
    const joined = `${line ?? ''}${line === undefined ? '' : SEPARATOR}${part}`;
    if (line !== undefined && displayWidth(joined) <= width) lines[lines.length - 1] = joined;
    else lines.push(cut(part, width));
  }
  return lines;
}
