import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Tables } from '../../lib/adapters/dynamodb/dynamodb-tables';
import { eventReading } from '../../lib/adapters/dynamodb/event-reading';
import { INDEX_EVERYTHING, indexRecord } from '../../lib/app/index/index-record';
import { FORMER_CATALOGUE_TERM } from '../../lib/contract/tables';
import type { JsonObject } from '../../lib/core/record/json';
import { QUARANTINE_PARTITION } from '../../lib/core/rows/event-keys';
import type { EventRow } from '../../lib/core/rows/event-row';
import { readRecordAttribute } from '../../lib/core/rows/record-attribute';
import type { EmbeddedStreamRecord } from '../../lib/local/embedded-stream';
import { rowsOfEvent } from '../adapters/dynamodb/stored-rows';
import { isRefusedEvent } from './faulty-requests';

/** Problems that are told of one kind: one tells as much as a thousand. */
const MOST_TOLD = 5;

/** Compares what is stored with the records that were delivered; gives what is wrong, empty where nothing is. */
export async function storedProblems(
  tables: Tables,
  rows: readonly EventRow[],
  records: ReadonlyMap<string, JsonObject>,
  changes: readonly EmbeddedStreamRecord[],
): Promise<readonly string[]> {
  const inserted = changes.filter(({ eventName }) => eventName === 'INSERT').map(insertedKey);
  const terms = await storedTerms(tables);
  const stored = new Set(rows.map(({ recordSha256 }) => recordSha256));
  const expected = new Set(rows.flatMap((row) => expectedTerms(row, records)));
  return [
    ...told(
      'lost',
      [...records.keys()].filter((sha256) => !stored.has(sha256)),
    ),
    ...told('doubled', doubled(rows.map(({ recordSha256 }) => recordSha256))),
    ...told('nobody delivered', rows.filter(({ recordSha256 }) => !records.has(recordSha256)).map(describe)),
    ...told('row without a change in the stream', rows.map(describe).filter(absentIn(inserted))),
    ...told('told twice by the stream', doubled(inserted)),
    ...told('wrongly in quarantine', rows.filter(isWronglyKept).map(describe)),
    ...told(
      'missing term',
      [...expected].filter((term) => !terms.has(term)),
    ),
    ...told(
      'term of nothing',
      [...terms].filter((term) => !expected.has(term)),
    ),
  ];
}

function insertedKey({ dynamodb: { Keys } }: EmbeddedStreamRecord): string {
  return describe(unmarshall(Keys as Parameters<typeof unmarshall>[0]) as EventRow);
}

function absentIn(values: readonly string[]): (value: string) => boolean {
  const known = new Set(values);
  return (value) => !known.has(value);
}

/** Every row of the Events table, found as a reader finds them: by the catalogue. */
export async function storedRows(tables: Tables): Promise<readonly EventRow[]> {
  const partitions = await eventReading(tables).reader.catalogue('');
  const rows: EventRow[] = [];
  for (const partition of partitions) rows.push(...((await rowsOfEvent(tables, partition)) as unknown as EventRow[]));
  return rows;
}

/** The keys of all Terms rows but the catalogue's: a scan, so that one which leads nowhere is seen. */
async function storedTerms({ client, names }: Tables): Promise<ReadonlySet<string>> {
  const keys = new Set<string>();
  let ExclusiveStartKey: ConstructorParameters<typeof ScanCommand>[0]['ExclusiveStartKey'];
  do {
    const page = await client.send(new ScanCommand({ TableName: names.terms, ExclusiveStartKey }));
    for (const { term, eventTimeIdName } of page.Items ?? []) keys.add(`${term?.S} ${eventTimeIdName?.S}`);
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return new Set([...keys].filter((key) => !key.startsWith(`${FORMER_CATALOGUE_TERM} `)));
}

function expectedTerms(row: EventRow, records: ReadonlyMap<string, JsonObject>): readonly string[] {
  const record = records.get(row.recordSha256);
  if (record === undefined || row.eventName === QUARANTINE_PARTITION) return [];
  const source = { origin: row.origin, deliveredAt: undefined, now: new Date(0) };
  const indexed = indexRecord(record, row, source, INDEX_EVERYTHING);
  const rows = typeof indexed === 'object' ? [...indexed.termRows(row)] : [];
  return rows.map(({ term, eventTimeIdName }) => `${term} ${eventTimeIdName}`);
}

/** In quarantine stands what DynamoDB refuses, and nothing else. */
function isWronglyKept(row: EventRow): boolean {
  return (row.eventName === QUARANTINE_PARTITION) !== isRefusedEvent(eventIdOf(row));
}

function eventIdOf({ eventID, record }: EventRow): string {
  return String(eventID ?? (record && readRecordAttribute(record)['eventID']));
}

function describe({ eventName, eventTimeId }: EventRow): string {
  return `${eventName} ${eventTimeId}`;
}

function doubled(values: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return values.filter((value) => seen.size === seen.add(value).size);
}

function told(kind: string, values: readonly string[]): readonly string[] {
  return values.length === 0 ? [] : [`${kind}: ${values.length} (${values.slice(0, MOST_TOLD).join('; ')})`];
}
