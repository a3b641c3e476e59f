import type { PageRequest } from '../../app/ports/event-reader';
import type { PageStatement } from './page-position';
import type { Cell } from './readable-query';
import { tablesVersion, VERSION_WITH_NAMES } from './schema/schema-steps';
import type { Bound, SqliteConnection } from './sqlite-connection';
import type { Texts } from './texts';
import { jsonOfStoredRecord } from './values/stored-record';

const OF_PARTITION = 'FROM events e WHERE e.partition = ?';
const NAMES = `SELECT e.id, e.names ${OF_PARTITION}`;
const WITHOUT_NAMES = `SELECT e.id, NULL ${OF_PARTITION}`;
const RECORDS = 'SELECT e.id, e.record FROM events e WHERE e.id IN (SELECT value FROM json_each(?))';

/** What of a page may be of use. */
interface CandidatesOfPage {
  /** How many rows the page has, and the number of the last of them if it is not the last page. */
  readonly shown: number;
  readonly last: Cell | undefined;
  /** The numbers of the events whose record may be of use, and of the last row. */
  readonly ids: readonly Cell[];
}

/**
 * Finds the events of a page whose record may be of use, without reading their rows. The names of a record's fields leave
 * most out where a question asks for a field that few have; only records that are left are inflated.
 */
export class RecordCandidates {
  /** Whether names may be of a record of use, by their number. */
  private readonly judged = new WeakMap<NonNullable<PageRequest['mayAnswerWith']>, Map<number, boolean>>();

  constructor(
    private readonly connection: SqliteConnection,
    private readonly texts: Texts,
  ) {}

  /** `page` ends a statement about one partition, and `values` are what that takes. */
  page(request: PageRequest, page: PageStatement, values: readonly Bound[]): CandidatesOfPage {
    const named = tablesVersion(this.connection) >= VERSION_WITH_NAMES;
    const found = this.connection.all(`${named ? NAMES : WITHOUT_NAMES} ${page.sql}`, values);
    const shown = found.slice(0, page.rows);
    const last = found.length > page.rows ? shown.at(-1)?.[0] : undefined;
    const left = shown.filter(([, names]) => this.mayBeNamed(names, request)).map(([id]) => id);
    const ids = this.withRecordOfUse(left, request);
    if (last !== undefined) ids.add(last);
    return { shown: shown.length, last, ids: [...ids] };
  }

  /** Nothing is left out whose names nobody knows. */
  private mayBeNamed(names: Cell | undefined, { mayAnswerWith }: PageRequest): boolean {
    if (typeof names !== 'number' || mayAnswerWith === undefined) return true;
    const judged = this.judged.get(mayAnswerWith) ?? new Map<number, boolean>();
    this.judged.set(mayAnswerWith, judged);
    const known = judged.get(names);
    if (known !== undefined) return known;
    const text = this.texts.valueOf(names);
    const may = typeof text !== 'string' || mayAnswerWith(text);
    judged.set(names, may);
    return may;
  }

  private withRecordOfUse(ids: readonly (Cell | undefined)[], { mayAnswer }: PageRequest): Set<Cell> {
    const records = ids.length === 0 ? [] : this.connection.all(RECORDS, [`[${ids}]`]);
    return new Set(records.filter(([, record]) => mayBeOfUse(record, mayAnswer)).flatMap(([id]) => id ?? []));
  }
}

/** A row without a record that can be read as JSON is left to whoever knows what to say of it. */
function mayBeOfUse(record: Cell | undefined, mayAnswer: PageRequest['mayAnswer']): boolean {
  const json = record instanceof Uint8Array ? jsonOfStoredRecord(record) : undefined;
  return json === undefined || mayAnswer === undefined || mayAnswer(json);
}
