import type { Story } from '../../core/story/story';
import { eventPage } from '../event-table/event-pages';
import type { TableFlags } from '../event-table/table-flags';
import { padded } from '../render/cut-text';
import { displayWidth } from '../render/display-width';
import type { Screen } from '../terminal/screen';
import { markOf, type RowWording, shownOrder } from './story-days';

/**
 * The rows of a story with the columns that somebody chose, as lines, the titles first. Before each row stands how it
 * belongs.
 */
export function chosenRows(
  { rows }: Story,
  screen: Screen,
  { wide, columns, ...wording }: RowWording & Pick<TableFlags, 'wide' | 'columns'>,
): readonly string[] {
  const shown = shownOrder(rows);
  const marks = shown.map(markOf);
  const room = Math.max(0, ...new Set(marks.map((mark) => (mark === '' ? 0 : displayWidth(mark) + 1))));
  const table = eventPage(
    shown.map(({ event }) => ({ event })),
    { ...screen, width: screen.width - room },
    { ...wording, ...(wide && { wide }), ...(columns && { columns }), asked: [] },
  );
  const [titles = '', ...lines] = table.trimEnd().split('\n');
  return [titles, ...lines].map((line, index) => `${padded(index === 0 ? '' : (marks[index - 1] ?? ''), room)}${line}`);
}
