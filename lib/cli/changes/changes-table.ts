import type { Attempt, ChangeWindow, FoundChanges } from '../../app/ask/find-changes';
import type { Change } from '../../core/changes/changes-of';
import type { StoredEvent } from '../../core/rows/stored-event';
import { who } from '../../core/rows/who';
import { safeText } from '../../core/text/safe-text';
import { refCells } from '../event-table/ref-cells';
import { cut, cutMiddle } from '../render/cut-text';
import { displayWidth } from '../render/display-width';
import { renderTable } from '../render/render-table';

/** How a table of changes is shown. */
export interface ChangesView {
  readonly window: ChangeWindow;
  /** Whether it has handles instead of references. */
  readonly hasHandles: boolean;
  /** The width of the terminal. */
  readonly width: number;
}

const INDENT = '  ';
const GAP = 2;

/** What a column may take at most, in terminal cells: time, change, who; details take what is left. */
const TIME = '2018-03-06T20:30:12Z'.length;
const MOST_OF_CHANGE = 24;
const MOST_OF_WHO = 26;
const LEAST_OF_DETAILS = 10;

/** Changes by the thing that they changed, whose name is so always whole, and what was only attempted below them. */
export function changesTable({ changes, attempts }: FoundChanges, shown: ChangesView): string {
  const things = byThing(changes);
  const head = headText(`${counted(changes.length, 'change')} of ${counted(things.size, 'thing')}`, shown);
  if (changes.length === 0 && attempts.length === 0) return head;
  return [head, ...(changes.length > 0 ? [thingsText(things, shown)] : []), ...attemptsText(attempts, shown)].join(
    '\n',
  );
}

/** The changes of each thing, in the order of kinds and names. One name in two places is two things. */
function byThing(changes: readonly Change[]): ReadonlyMap<string, readonly Change[]> {
  const things = new Map<string, Change[]>();
  for (const change of changes) {
    const key = [change.kind, change.resource, accountOf(change), regionOf(change)].join('\n');
    const known = things.get(key);
    if (known) known.push(change);
    else things.set(key, [change]);
  }
  return new Map([...things].sort(([one], [other]) => (one < other ? -1 : 1)));
}

function thingsText(things: ReadonlyMap<string, readonly Change[]>, { hasHandles, width }: ChangesView): string {
  const changes = [...things.values()].flat();
  const refs = refsOf(
    changes.map(({ event }) => event),
    hasHandles,
  );
  const lines = fitted(
    changes.map((change, index) => [
      change.eventTime,
      change.version === undefined ? change.change : `${change.change} v${change.version}`,
      who(change.event),
      refs[index] ?? change.event.ref,
      change.details.join(', '),
    ]),
    width,
  );
  let at = 0;
  const isInOnePlace = new Set(changes.map((change) => `${accountOf(change)}\n${regionOf(change)}`)).size === 1;
  const blocks = [...things.values()].map((each) => {
    const [first] = each;
    const place = !first || isInOnePlace ? '' : `, ${accountOf(first)} ${regionOf(first)}`;
    const title = titleText(first?.resource ?? '-', `(${first?.kind}${place})`, width);
    const below = lines.slice(at, at + each.length);
    at += each.length;
    return [title, ...below.map((line) => `${INDENT}${line}`)].join('\n');
  });
  return `${blocks.join('\n\n')}\n`;
}

/** A thing and where it is: on two lines where one has no room, and only a name that is wider than the terminal is cut. */
function titleText(resource: string, place: string, width: number): string {
  const [name, where] = [safeText(resource), safeText(place)];
  const line = `${name} ${where}`;
  return displayWidth(line) <= width
    ? line
    : `${cutMiddle(name, width)}\n${INDENT}${cut(where, width - INDENT.length)}`;
}

function attemptsText(attempts: readonly Attempt[], { hasHandles, width }: ChangesView): readonly string[] {
  if (attempts.length === 0) return [];
  const refs = refsOf(
    attempts.map(({ event }) => event),
    hasHandles,
  );
  const lines = fitted(
    attempts.map(({ event, resources }, index) => [
      event.eventTime ?? '-',
      `${event.outcome === 'success' ? 'changed nothing' : (event.errorCode ?? event.outcome)}: ${event.eventName}`,
      who(event),
      refs[index] ?? event.ref,
      resources.map(({ id }) => id).join(' '),
    ]),
    width,
  );
  return [['Attempts that changed nothing:', ...lines.map((line) => `${INDENT}${line}`), ''].join('\n')];
}

function refsOf(events: readonly StoredEvent[], hasHandles: boolean): readonly string[] {
  return hasHandles ? handlesOf(events) : events.map(({ ref }) => ref);
}

/** Several changes of one call share its handle. */
function handlesOf(events: readonly StoredEvent[]): readonly string[] {
  const distinct = [...new Map(events.map((event) => [event.ref, event])).values()];
  const cells = refCells(distinct);
  const byRef = new Map(distinct.map(({ ref }, index) => [ref, cells[index] ?? ref]));
  return events.map(({ ref }) => byRef.get(ref) ?? ref);
}

/** Rows in columns, in no more than the width that is left beside the indent. */
function fitted(rows: readonly (readonly string[])[], width: number): readonly string[] {
  const refWidth = rows.reduce((most, row) => Math.max(most, (row[3] ?? '').length), 0);
  const [change, by] = [widest(rows, 1, MOST_OF_CHANGE), widest(rows, 2, MOST_OF_WHO)];
  const left = width - INDENT.length - [TIME, change, by, refWidth].reduce((sum, each) => sum + each + GAP, 0);
  const columns = [
    { title: '' },
    { title: '', maxWidth: MOST_OF_CHANGE },
    { title: '', maxWidth: Math.max(1, left < LEAST_OF_DETAILS ? by - (LEAST_OF_DETAILS - left) : by) },
    { title: '' },
    { title: '', maxWidth: Math.max(LEAST_OF_DETAILS, left) },
  ];
  return renderTable(columns, rows).split('\n').slice(1, -1);
}

function widest(rows: readonly (readonly string[])[], column: number, most: number): number {
  return rows.reduce((width, row) => Math.max(width, cut(safeText(row[column] ?? ''), most).length), 0);
}

/** The counts and the window, in one line where they fit. */
function headText(counts: string, { window: { since, until }, width }: ChangesView): string {
  const window = [
    ...(since === undefined ? [] : [`since ${since}`]),
    ...(until === undefined ? [] : [`until ${until}`]),
  ];
  const line = [counts, ...window].join(' ');
  return line.length <= width ? `${line}\n` : `${counts}\n${window.join(' ')}\n`;
}

function accountOf({ account, event }: Change): string {
  return account ?? event.recipientAccountId ?? '-';
}

function regionOf({ region, event }: Change): string {
  return region ?? event.awsRegion ?? '-';
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
