import type { ReadableStore } from '../../app/ports/readable-store';
import { WatchedReader } from './watched-reader';

/** The same store. Questions that it answers show on a terminal how far they have read. */
export function watchedStore(store: ReadableStore): ReadableStore {
  const { receipts, receiptFolders, terms, renewals, comparisons, verifiedBefore } = store;
  return {
    receipts,
    receiptFolders,
    terms,
    renewals,
    ...(comparisons && { comparisons }),
    ...(verifiedBefore && { verifiedBefore }),
    reading(corrupt) {
      const reading = store.reading(corrupt);
      return { ...reading, reader: new WatchedReader(reading.reader) };
    },
  };
}
