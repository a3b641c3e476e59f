import type { EventReader } from '../../app/ports/event-reader';
import type { StoredRows } from '../../app/ports/stored-rows';
import type { EventKey } from '../../core/rows/event-keys';
import type { ListedRow } from '../../core/rows/event-row';
import { CorruptRowError } from '../../core/rows/row-codec';

/** Reads single rows of events as they are stored now. */
export class SqliteStoredRows implements StoredRows {
  constructor(private readonly reader: EventReader) {}

  async find({ eventName, eventTimeId }: EventKey): Promise<ListedRow | undefined> {
    const key = { eventName, eventTimeId };
    try {
      const [row] = await this.reader.rows([key]);
      return row;
    } catch (error) {
      if (error instanceof CorruptRowError) return key;
      throw error;
    }
  }
}
