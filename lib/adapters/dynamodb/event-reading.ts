import type { EventReader } from '../../app/ports/event-reader';
import type { ReceiptReader } from '../../app/ports/receipt-reader';
import { DynamoDbEventReader } from './dynamodb-event-reader';
import { DynamoDbReceiptReader } from './dynamodb-receipt-reader';
import type { Tables } from './dynamodb-tables';
import { ReadMeter } from './read-meter';

/** The readers of the tables, and the meter that counts what they cost. */
export function eventReading(tables: Tables): {
  readonly reader: EventReader;
  readonly receipts: ReceiptReader;
  readonly meter: ReadMeter;
} {
  const meter = new ReadMeter();
  return { reader: new DynamoDbEventReader(tables, meter), receipts: new DynamoDbReceiptReader(tables), meter };
}
