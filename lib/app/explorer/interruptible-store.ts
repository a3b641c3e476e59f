import { setMaxListeners } from 'node:events';
import type { CorruptRows } from '../../core/rows/corrupt-rows';
import type { EventReader, Page, PageRequest } from '../ports/event-reader';
import type { EventReading, ReadableStore } from '../ports/readable-store';
import { type Patience, patiently, patientlyEach } from './patiently';

/** The most rows of a page: a local store is not held at one moment of its history for longer than reading them takes. */
const MOST_ROWS = 1_000;

/** The most rows of the first page of a partition: a reader that wants all of them wants the first ones at once. */
const FIRST_ROWS = 100;

/** The length of an event time, which begins every sort key. */
const TIME_LENGTH = '2018-03-06T20:30:12Z'.length;

/** How reading is watched and ended. */
export interface Interruption extends Patience {
  /** Called with each page: how many rows were read so far, and the time of the last one. */
  readonly onPage?: (rows: number, at: string | undefined) => void;
}

/**
 * The same store, for a reader that shares it with others and may go away. Between any two reads everything else has its turn:
 * other questions, and the wish to end this one. It counts nothing that it does not read, because that is one long read.
 */
export function interruptibleStore(store: ReadableStore, interruption: Interruption): ReadableStore {
  const { receipts, receiptFolders, terms, renewals, comparisons, verifiedBefore } = store;
  const counted = countingTogether(interruption);
  // Partitions are read side by side, and each read listens: there may be hundreds.
  setMaxListeners(0, interruption.signal);
  return {
    receipts,
    receiptFolders: {
      receipts: (folder, from) => patientlyEach(receiptFolders.receipts(folder, from), interruption),
    },
    terms,
    renewals,
    ...(comparisons && { comparisons }),
    ...(verifiedBefore && { verifiedBefore }),
    reading: (corrupt) => interruptibleReading(store, counted, corrupt),
  };
}

/** An answer may read by several readers: their rows count together. */
function countingTogether({ onPage, ...patience }: Interruption): Interruption {
  let read = 0;
  return {
    ...patience,
    onPage: (rows, at) => {
      read += rows;
      onPage?.(read, at);
    },
  };
}

function interruptibleReading(
  store: ReadableStore,
  interruption: Interruption,
  corrupt: CorruptRows | undefined,
): EventReading {
  const { reader, receipts, meter } = store.reading(corrupt);
  const soon = <Result>(read: () => Promise<Result>) => patiently(read, interruption);
  return {
    reader: new InterruptibleReader(reader, interruption),
    receipts: {
      newest: () => soon(() => receipts.newest()),
      trouble: (request) => soon(() => receipts.trouble(request)),
      hasReceipts: (range) => soon(() => receipts.hasReceipts(range)),
      deliveryTimes: (range, limit) => soon(() => receipts.deliveryTimes(range, limit)),
    },
    meter,
  };
}

class InterruptibleReader implements EventReader {
  readonly joinedPage: EventReader['joinedPage'];

  constructor(
    private readonly reader: EventReader,
    private readonly interruption: Interruption,
  ) {
    const { joinedPage } = reader;
    this.joinedPage = joinedPage && ((request) => this.paged(request, (limited) => joinedPage(limited)));
  }

  async page(request: PageRequest): Promise<Page> {
    return this.paged(request, (limited) => this.reader.page(limited));
  }

  private async paged<Request extends Pick<PageRequest, 'limit' | 'after'>>(
    request: Request,
    read: (limited: Request) => Promise<Page>,
  ): Promise<Page> {
    const page = await this.soon(() => read({ ...request, limit: limitOf(request) }));
    this.interruption.onPage?.(page.rows.length, page.rows.at(-1)?.eventTimeId.slice(0, TIME_LENGTH));
    return page;
  }

  count: EventReader['count'] = (...asked) => this.soon(() => this.reader.count(...asked));

  rows: EventReader['rows'] = (keys) => this.soon(() => this.reader.rows(keys));

  catalogue: EventReader['catalogue'] = (prefix) => this.soon(() => this.reader.catalogue(prefix));

  olderPartitions: EventReader['olderPartitions'] = () => this.soon(() => this.reader.olderPartitions());

  private soon<Result>(read: () => Promise<Result>): Promise<Result> {
    return patiently(read, this.interruption);
  }
}

/** Whoever wants few rows gets a page of them; whoever wants many begins with a short one, so that first rows come soon. */
function limitOf({ limit = MOST_ROWS, after }: Pick<PageRequest, 'limit' | 'after'>): number {
  return limit >= MOST_ROWS && after === undefined ? FIRST_ROWS : Math.min(limit, MOST_ROWS);
}
