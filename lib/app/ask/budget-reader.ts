import type { EventReader, Page, PageRequest } from '../ports/event-reader';

/** An `EventReader` that reads a limited number of pages. After that, it answers with nothing. */
export class BudgetReader implements EventReader {
  /** Whether it left something unread. In this case, "nothing was found" proves nothing. */
  isSpent = false;

  constructor(
    private readonly reader: EventReader,
    private pages: number,
  ) {}

  async page(request: PageRequest): Promise<Page> {
    if (this.pages <= 0) {
      this.isSpent = true;
      return { rows: [], after: undefined };
    }
    this.pages -= 1;
    return this.reader.page(request);
  }

  count: EventReader['count'] = (eventName, most, now) => this.reader.count(eventName, most, now);

  rows: EventReader['rows'] = (keys) => this.reader.rows(keys);

  catalogue: EventReader['catalogue'] = (prefix) => this.reader.catalogue(prefix);

  olderPartitions: EventReader['olderPartitions'] = () => this.reader.olderPartitions();
}
