import { displayWidth } from '../render/display-width';
import type { EventCells } from './event-cells';
import { SHAREABLE, type SharedValues } from './shared-values';

/** The columns of events, in their order. The mark of a row stands in the gap before the name of the call. */
export const TITLES = {
  time: 'TIME',
  event: 'EVENT',
  who: 'WHO',
  outcome: 'OUTCOME',
  what: 'ON WHAT',
  from: 'FROM',
  region: 'REGION',
  account: 'ACCOUNT',
  ref: 'REF',
} as const;
export type ColumnName = keyof typeof TITLES;

/** The columns in their order. */
export const COLUMN_NAMES = Object.keys(TITLES) as readonly ColumnName[];

/** Terminal cells between two columns. */
export const GAP = 2;

/** The width of each column. Absent columns are not shown. */
export type ColumnWidths = Readonly<Partial<Record<ColumnName, number>>>;

/** What rows need: the width of each column, and of what is to stand whole in it. */
export interface Needs {
  readonly widths: Readonly<Record<ColumnName, number>>;
  readonly asked: number;
  readonly shortOutcome: number;
  /** Whether any row has a handle, and so needs the name of its call beside it. */
  readonly hasHandles: boolean;
  readonly hasFailures: boolean;
  /** The widths of IDs alone, in columns that may have names behind them. */
  readonly ids: Readonly<Record<'from' | 'account', number>>;
}

/** The needs of no rows: the titles. */
export const NO_NEEDS: Needs = {
  widths: Object.fromEntries(COLUMN_NAMES.map((name) => [name, TITLES[name].length])) as Needs['widths'],
  asked: 0,
  shortOutcome: 0,
  hasHandles: false,
  hasFailures: false,
  ids: { from: TITLES.from.length, account: TITLES.account.length },
};

/** The needs of rows, and of those before them. */
export function needsOf(rows: readonly EventCells[], before: Needs): Needs {
  const { widths, asked, shortOutcome } = before;
  const sorted = (name: ColumnName | 'asked' | 'shortOutcome') =>
    rows.map((row) => displayWidth(row[name])).sort((one, other) => one - other);
  const widest = (name: ColumnName | 'asked') => sorted(name).at(-1) ?? 0;
  const ofMost = (name: ColumnName | 'shortOutcome') => sorted(name)[Math.floor(rows.length * MOST)] ?? 0;
  const needed = Object.fromEntries(
    COLUMN_NAMES.map((name) => [name, Math.max(widths[name], name === 'outcome' ? ofMost(name) : widest(name))]),
  );
  const idsOf = (name: 'from' | 'account') =>
    rows.reduce((most, row) => Math.max(most, displayWidth(row.names[name]?.id ?? row[name])), before.ids[name]);
  // A handle is short; the few references that are long take room from their own rows alone.
  const ref = Math.max(widths.ref, sorted('ref')[0] ?? 0);
  return {
    widths: { ...needed, ref } as Needs['widths'],
    asked: Math.max(asked, widest('asked')),
    shortOutcome: Math.max(shortOutcome, ofMost('shortOutcome')),
    hasHandles: before.hasHandles || rows.some((row) => !isReference(row.ref)),
    hasFailures: before.hasFailures || rows.some(({ isFailure }) => isFailure),
    ids: { from: idsOf('from'), account: idsOf('account') },
  };
}

/** Whether something leads to its event by the name of the call, with which it then begins. */
export function isReference(ref: string): boolean {
  return ref.includes('/');
}

/** The part of rows that is most of them: an error that few have takes room from their own rows alone. */
const MOST = 0.7;

/** What the columns that can shrink keep at least, have where there is room, and grow to. */
const FLEXIBLE = {
  event: { least: 12, good: 24, most: 40 },
  who: { least: 12, good: 20, most: 48 },
  outcome: { least: 7, good: 7, most: 48 },
  what: { least: 16, good: 24, most: 120 },
} as const;
type Flexible = keyof typeof FLEXIBLE;

/** What columns come down to for long IDs and names, one after the other. Rows then use the room as each needs it. */
const TIGHT: readonly (readonly [Flexible, number])[] = [
  ['what', 16],
  ['outcome', 12],
  ['event', 8],
  ['who', 8],
  ['what', 8],
  ['outcome', 7],
  ['event', 5],
  ['who', 4],
];

const FLEXIBLE_NAMES = Object.keys(FLEXIBLE) as readonly Flexible[];

/** The columns that give way to others, the last first. */
const OPTIONAL = ['from', 'account', 'region'] as const satisfies readonly ColumnName[];

/** An address of version 6 has 39 characters; the name of a service may have more. */
const MOST_OPTIONAL = 39;

/** The columns that fit into a width, and how wide they are. What rows share has no column. */
export function columnWidths(needs: Needs, shared: SharedValues, width: number): ColumnWidths {
  const { widths, asked, shortOutcome } = needs;
  if (!needs.hasHandles) return widthsBesideReferences(needs, shared, width);
  const isShared = (name: ColumnName) => SHAREABLE.some((each) => each === name) && name in shared;
  const flexible = FLEXIBLE_NAMES.filter((name) => !isShared(name));
  const whole: Partial<Record<Flexible, number>> = { what: asked, outcome: shortOutcome };
  const bounds = (name: Flexible, bound: 'least' | 'good' | 'most') =>
    Math.min(widths[name], Math.max(FLEXIBLE[name][bound], whole[name] ?? 0));
  const found: Partial<Record<ColumnName, number>> = { time: widths.time, ref: widths.ref };
  for (const name of flexible) found[name] = bounds(name, 'least');
  const room = () => width - totalWidth(found);
  for (const [name, least] of TIGHT) {
    const now = found[name] ?? 0;
    if (room() < 0 && now > least) found[name] = Math.max(least, now + room());
  }
  const grow = (bound: 'good' | 'most') => {
    const growing = () => flexible.filter((name) => (found[name] ?? 0) < bounds(name, bound));
    for (let names = growing(); room() > 0 && names.length > 0; names = growing()) {
      for (const name of names.slice(0, room())) found[name] = (found[name] ?? 0) + 1;
    }
  };
  grow('good');
  addOptional(found, needs, shared, width);
  grow('most');
  return found;
}

/** The columns beside references, which have the name of the call in them. */
function widthsBesideReferences(needs: Needs, shared: SharedValues, width: number): ColumnWidths {
  const { widths, asked, shortOutcome, hasFailures } = needs;
  const found: Partial<Record<ColumnName, number>> = {
    time: widths.time,
    ...(asked === 0 && !('who' in shared) && { who: widths.who }),
    ...(hasFailures && { outcome: Math.max(widths.outcome, shortOutcome) }),
    ...(asked > 0 && { what: Math.max(TITLES.what.length, asked) }),
    ref: widths.ref,
  };
  addOptional(found, needs, shared, width);
  return found;
}

/** Adds the columns for which there is room, those first that say most; then names behind IDs take what room is left. */
function addOptional(
  found: Partial<Record<ColumnName, number>>,
  { widths, ids }: Needs,
  shared: SharedValues,
  width: number,
): void {
  const room = () => width - totalWidth(found);
  const wanted = (name: (typeof OPTIONAL)[number]) => Math.min(widths[name], MOST_OPTIONAL);
  for (const name of OPTIONAL.filter((each) => !(each in shared))) {
    const least = name === 'region' ? wanted(name) : Math.min(ids[name], MOST_OPTIONAL);
    if (room() >= least + GAP) found[name] = least;
  }
  for (const name of OPTIONAL) {
    const now = found[name];
    if (now !== undefined) found[name] = Math.min(wanted(name), now + Math.max(0, room()));
  }
}

/** The columns that rows have and for which there is no room. */
export function leftOut(widths: ColumnWidths, shared: SharedValues): readonly ColumnName[] {
  return OPTIONAL.filter((name) => !(name in widths) && !(name in shared));
}

/** The width of a row. */
export function totalWidth(widths: ColumnWidths): number {
  const used = Object.values(widths).filter((width) => width > 0);
  return used.reduce((sum, width) => sum + width, 0) + GAP * Math.max(0, used.length - 1);
}
