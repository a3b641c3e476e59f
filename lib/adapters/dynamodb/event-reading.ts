import type { DeliveryTimes } from '../../app/ports/delivery-times';
import type { EventReader } from '../../app/ports/event-reader';
import type { ReceiptReader } from '../../app/ports/receipt-reader';
import type { CorruptRows } from '../../core/rows/corrupt-rows';
import { DynamoDbEventReader } from './dynamodb-event-reader';
import { DynamoDbReceiptReader } from './dynamodb-receipt-reader';
import type { Tables } from './dynamodb-tables';
import { ReadMeter } from './read-meter';

/** What reads the tables, and the meter of what that costs. Corrupt rows are left out where `corrupt` takes note of them. */
export function eventReading(
  tables: Tables,
  corrupt?: CorruptRows,
): {
  readonly reader: EventReader;
  readonly receipts: ReceiptReader & DeliveryTimes;
  readonly meter: ReadMeter;
} {
  const meter = new ReadMeter();
  return {
    reader: new DynamoDbEventReader(tables, meter, corrupt),
    receipts: new DynamoDbReceiptReader(tables, corrupt),
    meter,
  };
}
