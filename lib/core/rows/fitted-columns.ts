import { EVENTS_TABLE } from '../../contract/tables';
import { type JsonObject, textAt } from '../record/json';
import { beginning } from '../text/shortened-text';
import { attributeBytes, attributeUnitBytes, itemUnitBytes, UNIT_BYTES } from './dynamodb-limits';
import { plainPartition } from './event-keys';
import { deflatedRecord, readableRecord } from './record-attribute';

/**
 * What the evidence of an ordinary row takes in the index: the name of a log file of an organization's trail in a bucket
 * with a name of ordinary length, the origin and the expiry. A constant, so that what a record makes does not depend on
 * the file that it came in.
 */
const INDEXED_EVIDENCE = { logFile: 'x'.repeat(194), origin: 'delivery', expiresAt: 1_800_000_000 };
const EVIDENCE = { ...INDEXED_EVIDENCE, recordIndex: 1_000, recordSha256: 'x'.repeat(64), indexVersion: 1 };

/** The end of a user agent of which a column has only the beginning. */
const CUT = '…';

const [EVIDENCE_BYTES, INDEXED_EVIDENCE_BYTES] = [itemUnitBytes(EVIDENCE), itemUnitBytes(INDEXED_EVIDENCE)];

const [{ partitionKey, sortKey, projected }] = EVENTS_TABLE.indexes;
const INDEXED: ReadonlySet<string> = new Set([EVENTS_TABLE.partitionKey, partitionKey, sortKey, ...projected]);

/** The columns of an event beside its record. */
interface Columns {
  readonly eventName: string;
  readonly eventTimeId: string;
  readonly eventID?: string | undefined;
  readonly userAgent?: string | undefined;
}

/** What a row has in addition to the columns that fit, as far as it depends on the record alone. */
interface Beside {
  /** What its record takes (`attributeUnitBytes`). */
  readonly recordBytes: number;
  readonly maskedPaths: readonly string[];
}

/** The columns that fit or do not. */
type Own = Pick<Columns, 'eventID' | 'userAgent'>;

/**
 * The columns of a row, without what would take one more write unit in the table or in the index by principal although the
 * row has it elsewhere: the ID that the key repeats, and the end of a user agent, which the record has. Columns that need
 * the unit anyway stay whole.
 */
export function fittedColumns<Whole extends Columns>(columns: Whole, beside: Beside): Whole {
  const { eventID, userAgent, eventTimeId } = columns;
  const rest = sizesOf(columns, beside);
  const leastAgent = userAgent === undefined ? undefined : CUT;
  const leastId = eventID === keyedId(eventTimeId) ? undefined : eventID;
  const leastUnits = unitsOf({ eventID: leastId, userAgent: leastAgent }, rest);
  const fits = (those: Own) => unitsOf(those, rest) <= leastUnits;
  if (fits(columns)) return columns;
  const fitting = fits({ eventID, userAgent: leastAgent }) ? columns : withoutRepeatedId(columns);
  return fits(fitting) ? fitting : withUserAgentThatFits(fitting, rest);
}

/**
 * The write units of an ordinary event over all tables and indexes. Where a record as a map would take more, and deflated it
 * takes no more than these, it is deflated.
 */
export const MOST_ORDINARY_UNITS = 10;

/** The units that the smallest row takes: one in the table, and one in the index by principal. */
const LEAST_UNITS = 2;

type WholeRow = Columns & Pick<Beside, 'maskedPaths'> & { readonly record?: JsonObject | Uint8Array };

/**
 * The row of an event in a deployed table: with its record deflated if that alone keeps the event within
 * `MOST_ORDINARY_UNITS`, and else as it is. Who has only the console can filter by the members of a map, so a record stays
 * one wherever deflating it would not do.
 *
 * @param terms how many Terms rows the event has, of one unit each
 */
export function packedWhereDue<Own extends WholeRow>(row: Own, record: JsonObject, terms: number): Own {
  const room = MOST_ORDINARY_UNITS - terms;
  if (row.record === undefined || row.record instanceof Uint8Array || room < LEAST_UNITS) return row;
  if (ordinaryUnits(row) <= room) return row;
  const packed = deflatedRecord(record);
  if (packed === undefined) return row;
  const deflated = { ...row, record: packed };
  return ordinaryUnits(deflated) <= room ? deflated : row;
}

/** The write units of a whole row in the table and in the index by principal, where its evidence is of ordinary size. */
export function ordinaryUnits(row: WholeRow): number {
  const { record, maskedPaths, ...rest } = row;
  const others = Object.fromEntries(Object.entries(rest).filter(([name]) => !(name in EVIDENCE)));
  const beside = { recordBytes: attributeUnitBytes('record', record), maskedPaths };
  return unitsOf(row, sizesOf({ ...others, eventName: row.eventName }, beside));
}

/** The ID of an event: that of its key if the row does not have it in a column. */
export function eventIdOf({ eventID, eventTimeId }: Columns): string | undefined {
  return eventID ?? keyedId(eventTimeId);
}

/** Whether a column may have only the beginning of the user agent. A caller's own may end so as well, which does no harm. */
export function isCutUserAgent(userAgent: string | undefined): boolean {
  return userAgent?.endsWith(CUT) === true;
}

/** The user agent of a row: the whole one if its column has only the beginning and the row has its record. */
export function wholeUserAgent({ userAgent, record }: Partial<WholeRow>): string | undefined {
  return isCutUserAgent(userAgent) ? (textAt(readableRecord(record), 'userAgent') ?? userAgent) : userAgent;
}

function withUserAgentThatFits<Whole extends Columns>(columns: Whole, rest: Sizes): Whole {
  const own = ownBytes({ eventID: columns.eventID, userAgent: '' });
  const room = Math.min(...rest.map((bytes) => unitsFor(bytes + own + attributeBytes(CUT)) * UNIT_BYTES - bytes - own));
  return { ...columns, userAgent: `${beginning(columns.userAgent ?? '', room - attributeBytes(CUT))}${CUT}` };
}

/** The columns without the ID that the key repeats, which readers take from there (`eventIdOf`). */
export function withoutRepeatedId<Own extends Columns>(columns: Own): Own {
  if (columns.eventID !== keyedId(columns.eventTimeId)) return columns;
  const { eventID: _, ...others } = columns;
  return others as Own;
}

/** The ID in a sort key, which has no `#` of its own (`event-keys`). */
function keyedId(eventTimeId: string): string | undefined {
  return eventTimeId.split('#')[1];
}

/** The bytes of the table's row and of the index's. */
type Sizes = readonly [table: number, index: number];

/** The write units of a row with these columns of its own, beside the rest of its size. Both are in the index, too. */
function unitsOf(columns: Own, [table, index]: Sizes): number {
  const own = ownBytes(columns);
  return unitsFor(table + own) + unitsFor(index + own);
}

function ownBytes({ eventID, userAgent }: Own): number {
  return attributeUnitBytes('eventID', eventID) + attributeUnitBytes('userAgent', userAgent);
}

/**
 * The bytes of an ordinary row of the table and of the index, without the columns that may be left out or cut. The row is
 * taken to stand in the plain partition of its name, so that it has the same columns in each.
 */
function sizesOf(columns: Pick<Columns, 'eventName'>, { recordBytes, maskedPaths }: Beside): Sizes {
  const partition = plainPartition(columns.eventName);
  let [own, indexed] = [0, 0];
  for (const name of Object.keys(columns)) {
    if (name === 'eventID' || name === 'userAgent') continue;
    const value = name === 'eventName' ? partition : columns[name as keyof typeof columns];
    const bytes = attributeUnitBytes(name, value);
    own += bytes;
    if (INDEXED.has(name)) indexed += bytes;
  }
  const besideBytes = recordBytes + attributeUnitBytes('maskedPaths', maskedPaths);
  return [own + EVIDENCE_BYTES + besideBytes, indexed + INDEXED_EVIDENCE_BYTES];
}

function unitsFor(bytes: number): number {
  return Math.ceil(bytes / UNIT_BYTES);
}
