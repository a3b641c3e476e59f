import type { ExportSchema } from '../../contract/export';
import { ocsfEventOf } from '../ocsf/ocsf-event-of';
import type { JsonObject } from '../record/json';
import type { StoredEvent } from '../rows/stored-event';
import { eventColumns } from './event-columns';
import { type FittedObject, fittedObject } from './fitted-value';
import { OCSF_COLUMNS } from './ocsf-columns';
import type { Columns } from './shape';

/** In which files an export is. */
export const EXPORT_FORMATS = ['parquet', 'ndjson', 'csv'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** An event with what is known about it, as a question finds it. */
export interface ExportableEvent {
  readonly event: StoredEvent;
  readonly record?: JsonObject;
  readonly maskedPaths?: readonly string[];
  readonly evidence?: { readonly recordIndex: number; readonly recordSha256: string };
}

/** The columns of an export in Parquet. */
export function exportColumns(schema: ExportSchema, withRecord: boolean): Columns {
  return schema === 'ocsf' ? OCSF_COLUMNS : eventColumns(withRecord);
}

/** What makes the row of an event for these columns. It gives undefined for what has no form in the schema. */
export function rowMaker(
  schema: ExportSchema,
  withRecord: boolean,
): (found: ExportableEvent) => FittedObject | undefined {
  const columns = exportColumns(schema, withRecord);
  if (schema === 'event') return (found) => fittedObject(columns, asPrinted(found, withRecord));
  return ({ event, record, evidence }) => {
    const made = ocsfEventOf(event, record, { ...evidence });
    return made && fittedObject(columns, made);
  };
}

function asPrinted({ event, record, maskedPaths, evidence }: ExportableEvent, withRecord: boolean): object {
  const isMasked = maskedPaths !== undefined && maskedPaths.length > 0;
  return { ...event, ...evidence, ...(withRecord && { record, ...(isMasked && { maskedPaths }) }) };
}
