import type { EventReader } from '../../app/ports/event-reader';
import type { RefsBy } from '../event-table/ref-cells';

/** What leads to events here: rows of older index versions are not found by handles, and no row of an index tells its version. */
export async function refsBy(reader: EventReader): Promise<RefsBy> {
  return (await reader.olderPartitions()).length === 0 ? 'handle' : 'id';
}
