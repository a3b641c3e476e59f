import type { TermRow } from '../../../core/rows/term-row';
import { readStoredRecord, storedRecord } from './stored-record';

/** How a row begins that stands as JSON, as all did once. */
const JSON_BEGINS = '{';

/**
 * The row of a term, written out, as a text: deflated, because SQLite takes a page of its own for what is left of a row that
 * is longer than 1,000 bytes. A call that names a thousand parameters has a thousand of these rows.
 */
export function storedTermRow(row: TermRow): string {
  return Buffer.from(storedRecord(row) ?? []).toString('base64');
}

/** The row that the text holds, as JSON for whoever parses it. A text that holds none gives one that is no JSON. */
export function termRowJson(text: string): string {
  if (text.startsWith(JSON_BEGINS)) return text;
  const row = readStoredRecord(Buffer.from(text, 'base64'));
  return row instanceof Uint8Array ? '' : JSON.stringify(row);
}
