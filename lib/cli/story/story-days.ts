import { touches } from '../../core/query/condition-filters';
import type { Resource } from '../../core/resources/resource';
import type { StoredEvent } from '../../core/rows/stored-event';
import { isDecryption } from '../../core/story/decryptions-under-reads';
import type { Lane, Story, StoryAnchor, StoryRow } from '../../core/story/story';
import { outcomeText } from '../event-table/outcome-text';
import type { RefsBy } from '../event-table/ref-cells';
import type { GivenNames } from '../names/given-names';
import { namedWho } from '../names/named-event';
import type { Clock } from '../render/clock';
import { handlesOf } from './story-handles';

/** What rows are put into words by. */
export interface RowWording {
  /** By which clock times are told. */
  readonly clock: Clock;
  readonly refsBy: RefsBy;
  /** What names are looked up in, to stand behind IDs. */
  readonly names?: GivenNames | undefined;
}

/** The rows of a day, in the order in which they are shown. */
export interface StoryDay {
  /** `YYYY-MM-DD` by the clock. */
  readonly day: string;
  /** The zone of the clock, with its offset where it has one. */
  readonly zone: string;
  readonly rows: readonly ViewRow[];
}

/** A row of a story in words. */
export interface ViewRow {
  /** `HH:MM:SS` by the clock. */
  readonly time: string;
  readonly mark: string;
  /** Whether it lies under another row. */
  readonly isUnder: boolean;
  readonly eventName: string;
  readonly outcome: string;
  /** The outcome where there is less room: the code of the error alone. */
  readonly shortOutcome: string;
  readonly isRefused: boolean;
  /** Who acted, where that is not the principal of the story. */
  readonly by: string;
  /** What a call was about: what the story was asked of first, then what it acted on, then by which means. */
  readonly what: readonly string[];
  /** How many of these the story was asked of: they stand whole. */
  readonly asked: number;
  readonly ref: string;
}

/** What stands before the name of a call, by why it belongs to a story. */
export const MARKS: Readonly<Record<Lane, string>> = { principal: '', otherKey: '+', names: '@', host: '~' };

/** What shows how a row belongs: its mark, and whether it lies under another. */
export function markOf({ lane, under }: StoryRow): string {
  return [...(under === undefined ? [] : ['└']), ...(MARKS[lane] === '' ? [] : [MARKS[lane]])].join(' ');
}

/** The rows of a story by the days of a clock. In a zone whose offset changes, each offset has its own. */
export function storyDays({ anchor, rows }: Story, { clock, refsBy, names }: RowWording): readonly StoryDay[] {
  const handles = handlesOf(
    rows.map(({ event }) => event),
    refsBy,
  );
  const isAsked = askedOf(anchor);
  const days = new Map<string, { readonly day: string; readonly zone: string; readonly rows: ViewRow[] }>();
  for (const row of shownOrder(rows)) {
    const { day = '-', time = '-', offset } = clock.at(row.event.eventTime ?? '') ?? {};
    const zone = offset === undefined ? clock.zone : `${clock.zone}, UTC${offset}`;
    const ofDay = days.get(`${day} ${zone}`) ?? { day, zone, rows: [] };
    days.set(`${day} ${zone}`, ofDay);
    ofDay.rows.push({ ...viewRow(row, isAsked, names), time, ref: handles.get(row.event.ref) ?? row.event.ref });
  }
  return [...days.values()];
}

/** Decryptions stand directly under their read; everything else stands in the order of time. */
export function shownOrder(rows: readonly StoryRow[]): readonly StoryRow[] {
  const isUnderRead = ({ event, under }: StoryRow) => under !== undefined && isDecryption(event);
  const under = new Map<string, StoryRow[]>();
  for (const row of rows.filter(isUnderRead)) {
    const ofRead = under.get(row.under ?? '');
    if (ofRead) ofRead.push(row);
    else under.set(row.under ?? '', [row]);
  }
  return rows.filter((row) => !isUnderRead(row)).flatMap((row) => [row, ...(under.get(row.event.ref) ?? [])]);
}

/** Whether a resource is what the story was asked of. The ID of a session says less than what its calls acted on. */
function askedOf({ kind, value }: StoryAnchor): (event: StoredEvent, resource: Resource) => boolean {
  if (kind !== 'resource') return () => false;
  const asked = [value];
  const holds = touches(asked, { resources: asked, changed: false });
  return ({ mentions: _, ...event }, resource) => holds({ ...event, resources: [resource] });
}

function viewRow(
  { event, lane, under }: StoryRow,
  isAsked: (event: StoredEvent, resource: Resource) => boolean,
  names: GivenNames | undefined,
): Omit<ViewRow, 'time' | 'ref'> {
  const { whole, short } = outcomeText(event);
  const named = resourcesOf(event);
  const asked = named.filter((resource) => isAsked(event, resource));
  return {
    mark: MARKS[lane],
    isUnder: under !== undefined,
    eventName: event.eventName ?? '',
    outcome: whole,
    shortOutcome: short,
    isRefused: event.outcome !== 'success',
    by: lane === 'names' || lane === 'host' ? namedWho(event, names) : '',
    what: [...asked, ...named.filter((resource) => !asked.includes(resource))].map(({ id }) => id),
    asked: asked.length,
  };
}

/** What a call acted on first, then by which means. A call of KMS was about a parameter, by whatever key. */
function resourcesOf({ related, resources = [] }: StoredEvent): readonly Resource[] {
  const shown = related === true ? resources.filter(({ kind }) => kind === 'parameter') : resources;
  return [...shown].sort((one, other) => ORDER[one.relation] - ORDER[other.relation]);
}

const ORDER: Readonly<Record<Resource['relation'], number>> = {
  target: 0,
  changes: 1,
  uses: 2,
  creates: 3,
  implied: 4,
};
