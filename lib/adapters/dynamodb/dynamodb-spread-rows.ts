import { QueryCommand } from '@aws-sdk/client-dynamodb';
import type { Deadline } from '../../app/ports/deadline';
import type { RowElsewhere, SpreadRows } from '../../app/ports/spread-rows';
import { plainPartition } from '../../core/rows/event-keys';
import type { EventRow } from '../../core/rows/event-row';
import { byDeadline } from '../retry/retrying';
import { catalogueEntries } from './dynamodb-catalogue';
import { standingRowAt } from './dynamodb-standing-row';
import type { Tables } from './dynamodb-tables';

/**
 * Reads the Events table by key, in every partition of a name that the catalogue lists. Most names have one partition.
 */
export class DynamoDbSpreadRows implements SpreadRows {
  private readonly partitions = new Map<string, Promise<readonly string[]>>();

  constructor(private readonly tables: Tables) {}

  async elsewhere(row: EventRow, deadline: Deadline): Promise<RowElsewhere | undefined> {
    for (const eventName of await this.partitionsOf(plainPartition(row.eventName), deadline)) {
      if (eventName === row.eventName) continue;
      const standing = await standingRowAt(this.tables, { eventName, eventTimeId: row.eventTimeId }, deadline);
      if (standing?.recordSha256 === row.recordSha256) return { eventName, standing };
    }
    return undefined;
  }

  /** The partitions of a name. A process reads them once: a new spread begins with a new process. */
  private partitionsOf(plain: string, deadline: Deadline): Promise<readonly string[]> {
    const known = this.partitions.get(plain) ?? this.catalogued(plain, deadline);
    this.partitions.set(plain, known);
    known.catch(() => this.partitions.delete(plain));
    return known;
  }

  private async catalogued(plain: string, deadline: Deadline): Promise<readonly string[]> {
    const { all } = await catalogueEntries(this.tables.names, `${plain}#`, async (input) => {
      const send = () => this.tables.client.send(new QueryCommand(input));
      const output = await byDeadline('the catalogue', deadline, send);
      return { items: output.Items ?? [], after: output.LastEvaluatedKey };
    });
    return [plain, ...all.map(({ partition }) => partition)];
  }
}
