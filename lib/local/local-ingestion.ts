import { FolderLogFiles } from '../adapters/folder/folder-log-files';
import { knownPath } from '../adapters/folder/known-path';
import { INDEX_EVERYTHING } from '../app/index/index-record';
import type { LocalIngestDependencies } from '../app/ingest/ingest-files';
import { Renewals } from '../app/ingest/renewals';
import { EventWriter } from '../app/ingest/store-events';
import type { WritableStore } from '../app/ports/writable-store';
import { type KeptNeighbours, NO_NEIGHBOURS } from '../core/neighbours/neighbour-calls';

/** One process writes: no older program writes to what this one has looked at. */
const RENEWING = { now: () => new Date(), graceMs: 0, intervalMs: 0 };

/** Ingestion of files on disk into a local store. It keeps everything, of neighbours what it is told to, and spreads nothing. */
export function localIngestion(
  { events, receipts, renewals, workInHand }: WritableStore,
  neighbours: KeptNeighbours = NO_NEIGHBOURS,
): LocalIngestDependencies {
  return {
    logFiles: new FolderLogFiles(),
    events: new EventWriter(events),
    receipts,
    workInHand,
    renewals: new Renewals(renewals, RENEWING),
    now: () => new Date(),
    indexing: { ...INDEX_EVERYTHING, kept: { ...INDEX_EVERYTHING.kept, neighbours } },
    pathOf: knownPath,
  };
}
