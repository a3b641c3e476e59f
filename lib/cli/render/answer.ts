import type { Screen } from '../terminal/screen';
import { type Column, renderTable } from './render-table';

/** Columns that CSV has behind the fields of its rows: what is looked up for a row, and is no part of it. */
export interface AddedColumns<Row> {
  readonly fields: readonly string[];
  /** The values of a row, one for each column; empty for none. */
  readonly valuesOf: (row: Row) => readonly string[];
}

/** What a command answers, whatever the form that it is printed in. */
export interface Answer<Row extends object> {
  /** The parts of the answer, in order. Every form but a table prints each as it comes. */
  readonly rows: Iterable<Row> | AsyncIterable<Row>;
  /** The fields of CSV: fixed, so that a script can rely on the order. */
  readonly fields: readonly string[];
  /** Columns behind the fields. No other form has them. */
  readonly added?: AddedColumns<Row>;
  /** The object for a row in JSON. CSV shows its fields. */
  readonly object?: (row: Row) => object;
  /** The answer as one JSON object. Absent if `json` is an array of the rows and `ndjson` has one in each line. */
  readonly document?: object;
  /** Whether `ndjson` has the rows although there is a document, which `json` then shows on several lines. */
  readonly rowsAsLines?: boolean;
  /** A row in the Open Cybersecurity Schema Framework; undefined for one that it has no form for. Absent if the rows are no events. */
  readonly ocsf?: (row: Row) => object | undefined;
  /** Writes JSON on one line. @default JSON.stringify */
  readonly stringify?: (value: object) => string;
  /** The answer for a person. */
  readonly table: (rows: readonly Row[], screen: Screen) => string;
  /** The answer for a person piece by piece, as rows come: in place of `table`, where there may be very many. */
  readonly tablePieces?: (rows: Answer<Row>['rows'], screen: Screen) => AsyncIterable<string>;
}

/** A table of rows under the titles of their columns. Empty if there are no rows. */
export function rowsTable<Row>(columns: readonly Column[], cells: (row: Row) => readonly string[]) {
  return (rows: readonly Row[], { width }: Screen): string =>
    rows.length === 0 ? '' : renderTable(columns, rows.map(cells), width);
}

/** Counts as an answer: one object, which a table shows line by line. JSON shows `document` instead. */
export function countsAnswer(counts: object, document = counts): Answer<object> {
  const lines = Object.entries(counts).map(([name, value]) => [name, String(value)]);
  return {
    rows: [counts],
    fields: Object.keys(counts),
    document,
    table: () => renderTable([{ title: 'WHAT' }, { title: 'COUNT' }], lines),
  };
}
