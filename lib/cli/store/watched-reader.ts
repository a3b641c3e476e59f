import type { EventReader, Page, PageRequest } from '../../app/ports/event-reader';
import { Progress } from '../terminal/progress';

/** The length of an event time, which begins every sort key. */
const TIME_LENGTH = '2018-03-06T20:30:12Z'.length;

/** What rows are asked for. */
type Window = Pick<PageRequest, 'since' | 'until' | 'oldestFirst'>;

/** An `EventReader` that shows on a terminal how many rows it has read, and how far back or on. */
export class WatchedReader implements EventReader {
  private readonly progress = new Progress('rows read');
  private read = 0;
  /** The newest time that was read: where a window is open, the rows begin there, and not now. */
  private newest = '';

  readonly joinedPage: EventReader['joinedPage'];
  readonly recordNames: EventReader['recordNames'];
  readonly catches: EventReader['catches'];

  constructor(private readonly reader: EventReader) {
    const { joinedPage, recordNames, catches } = reader;
    this.recordNames = recordNames;
    this.catches = catches;
    this.joinedPage = joinedPage && (async (request) => this.noted(request, await joinedPage(request)));
  }

  async page(request: PageRequest): Promise<Page> {
    return this.noted(request, await this.reader.page(request));
  }

  private noted(request: Window, page: Page): Page {
    this.read += page.read ?? page.rows.length;
    const [first, last] = [page.rows.at(0), page.rows.at(-1)].map((row) => row?.eventTimeId.slice(0, TIME_LENGTH));
    if (first === undefined || last === undefined) return page;
    if (first > this.newest) this.newest = first;
    this.progress.at(this.read, { part: partOf(request, this.newest, last), note: `at ${last}` });
    return page;
  }

  count: EventReader['count'] = (eventName, most, now) => this.reader.count(eventName, most, now);

  rows: EventReader['rows'] = (keys) => this.reader.rows(keys);

  catalogue: EventReader['catalogue'] = (prefix) => this.reader.catalogue(prefix);

  olderPartitions: EventReader['olderPartitions'] = () => this.reader.olderPartitions();
}

/**
 * Which part of the window lies behind a time: partitions are read side by side in the order of time. Undefined if nobody
 * knows where the window ends.
 */
function partOf({ since, until, oldestFirst }: Window, newest: string, at: string): number | undefined {
  if (since === undefined || (oldestFirst && until === undefined)) return undefined;
  const [from, to, now] = [since, until ?? newest, at].map((time) => Date.parse(time));
  if (from === undefined || to === undefined || now === undefined || !(to > from)) return undefined;
  return (oldestFirst ? now - from : to - now) / (to - from);
}
