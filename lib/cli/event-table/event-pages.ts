import type { FoundEvent } from '../../app/ask/find-events';
import type { Answer } from '../render/answer';
import { UTC } from '../render/clock';
import { pages } from '../render/pages';
import type { Screen } from '../terminal/screen';
import type { Catches } from './catch-mark';
import { ChosenTable } from './chosen-table';
import { type EventPages, EventTable, type EventTableOptions } from './event-table';
import { ALL_COLUMNS, type TableFlags } from './table-flags';

/** How events are shown, where it is not as usual: times in UTC, nothing asked for, whole IDs as references. */
export type EventsShownAs = Partial<Omit<EventTableOptions, 'screen'>> &
  Pick<TableFlags, 'wide' | 'columns'> & {
    /** What finds out which rules catch the events. Rows are not marked without it. */
    readonly catches?: Catches;
  };

/** Rows by which a table decides about its columns, and how long it waits for them. */
const PAGE = { rows: 100, waitMs: 1_000 };

/** A few events as a table. Empty if there are none. */
export function eventPage(found: readonly FoundEvent[], screen: Screen, shownAs: EventsShownAs): string {
  return found.length === 0 ? '' : eventTable(screen, shownAs).page(found);
}

/** Any number of events as a table, as they come. Nothing if there are none. */
export async function* eventPages(
  found: Answer<FoundEvent>['rows'],
  screen: Screen,
  shownAs: EventsShownAs,
): AsyncGenerator<string> {
  const table = eventTable(screen, shownAs);
  const showsRules = shownAs.wide || shownAs.columns === undefined || shownAs.columns.includes('rules');
  const catches = showsRules ? shownAs.catches : undefined;
  for await (const page of pages(found, PAGE)) yield table.page(page, await catches?.(page));
}

function eventTable(screen: Screen, { wide, columns, catches, ...shownAs }: EventsShownAs): EventPages {
  const options = { clock: UTC, asked: [], refsBy: 'id', withRecord: false, ...shownAs, screen } as const;
  if (!wide && columns === undefined) return new EventTable(options);
  const all = catches ? ALL_COLUMNS : ALL_COLUMNS.filter((name) => name !== 'rules');
  return new ChosenTable({ ...options, columns: columns ?? all, isWide: wide === true });
}
