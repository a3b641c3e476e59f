import type { EventReader, Page, PageRequest } from '../ports/event-reader';

/** An `EventReader` that reads so many pages and no more: what would be asked next is answered with nothing. */
export class BudgetReader implements EventReader {
  /** Whether something was not read, so that "nothing was found" means nothing. */
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
