import { marshall } from '@aws-sdk/util-dynamodb';
import type { EventStore } from '../app/ports/event-store';
import type { EventRow } from '../core/rows/event-row';
import { type EmbeddedStreamRecord, streamRecord } from './embedded-stream';

/**
 * Passes rows on to a local store, and turns each new one into a record of a stream, as that of a deployed table would be.
 * Refreshed rows give none, because the alert function is invoked with new ones alone.
 */
export class StreamedEvents implements EventStore {
  private records: EmbeddedStreamRecord[] = [];
  private count = 0;

  constructor(private readonly store: EventStore) {}

  /** The records since the last call. */
  take(): readonly EmbeddedStreamRecord[] {
    const taken = this.records;
    this.records = [];
    return taken;
  }

  putNew: EventStore['putNew'] = async (row, deadline) => {
    const standing = await this.store.putNew(row, deadline);
    if (standing === undefined) this.add(row);
    return standing;
  };

  refresh: EventStore['refresh'] = (row, deadline) => this.store.refresh(row, deadline);

  putTerms: EventStore['putTerms'] = (rows, deadline) => this.store.putTerms(rows, deadline);

  catalogued: EventStore['catalogued'] = (deadline) => this.store.catalogued(deadline);

  addPartition: EventStore['addPartition'] = (entry, deadline) => this.store.addPartition(entry, deadline);

  private add(row: EventRow): void {
    this.count += 1;
    const item = marshalled(row);
    this.records.push(streamRecord(item, { eventName: 'INSERT', count: this.count, table: 'Events' }));
  }
}

/** An item as Lambda passes it on: DynamoDB's JSON, in which bytes are Base64. */
function marshalled(row: EventRow): Readonly<Record<string, unknown>> {
  const item = marshall(row, { removeUndefinedValues: true });
  const { record } = item;
  return record?.B === undefined ? item : { ...item, record: { B: Buffer.from(record.B).toString('base64') } };
}
