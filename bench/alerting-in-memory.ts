import { MemoryBucketState } from '../lib/adapters/memory/memory-bucket-state';
import { MemorySightState } from '../lib/adapters/memory/memory-sight-state';
import type { BucketState, SightState } from '../lib/app/ports/correlation-state';
import type { FailedMessages } from '../lib/app/ports/failed-messages';
import type { StoredRows } from '../lib/app/ports/stored-rows';
import type { ListedRow } from '../lib/core/rows/event-row';
import { MemoryAlerting } from '../test/app/alert/memory-alerting';
import type { BenchServices } from './alert-function';

const NO_FAILED_MESSAGES: FailedMessages = {
  take: async () => [],
  publish: async () => undefined,
  release: async () => undefined,
};

/** Services in memory: an emulator in the process of a bench would add its own work to that of the function. */
export function servicesInMemory(rows: readonly ListedRow[]): BenchServices {
  const { state, publisher } = new MemoryAlerting();
  return {
    state,
    publisher,
    correlationState: memoryState(),
    rows: rowsInMemory(rows),
    failedMessages: NO_FAILED_MESSAGES,
  };
}

function rowsInMemory(rows: readonly ListedRow[]): StoredRows {
  const byKey = new Map(rows.map((row) => [`${row.eventName} ${row.eventTimeId}`, row]));
  return { find: async ({ eventName, eventTimeId }) => byKey.get(`${eventName} ${eventTimeId}`) };
}

function memoryState(): BucketState & SightState {
  const [buckets, sights] = [new MemoryBucketState(), new MemorySightState()];
  return {
    bucket: (place) => buckets.bucket(place),
    neighbours: (place) => buckets.neighbours(place),
    putBucket: (place, stored) => buckets.putBucket(place, stored),
    seen: (key) => sights.seen(key),
    noteSeen: (key, change) => sights.noteSeen(key, change),
    firstEvent: (key) => sights.firstEvent(key),
    noteFirstEvent: (key, t) => sights.noteFirstEvent(key, t),
  };
}
