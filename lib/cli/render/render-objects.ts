import { safeJson } from '../../core/text/safe-text';
import type { OutputFormat } from '../terminal/output';
import { csvLine } from './render-csv';
import { type Column, renderTable } from './render-table';

/** How objects of one kind look where they are not JSON. */
export interface ObjectView<Shown> {
  /** The fields of CSV: fixed, so that a script can rely on the order. */
  readonly fields: readonly (keyof Shown & string)[];
  readonly columns: readonly Column[];
  readonly cells: (shown: Shown) => readonly string[];
}

/** Objects in any of the output's forms: `json` is an array of them, a table without rows is nothing. */
export function renderObjects<Shown extends object>(
  objects: readonly Shown[],
  format: OutputFormat,
  { fields, columns, cells }: ObjectView<Shown>,
): string {
  switch (format) {
    case 'json':
      return objects.length === 0 ? '[]\n' : `[\n${objects.map(json).join(',\n')}\n]\n`;
    case 'ndjson':
      return objects.map((each) => `${json(each)}\n`).join('');
    case 'csv':
      return [fields, ...objects.map((each) => fields.map((field) => csvText(each[field])))].map(csvLine).join('');
    case 'table':
      return objects.length === 0 ? '' : renderTable(columns, objects.map(cells));
  }
}

function csvText(value: unknown): string {
  if (Array.isArray(value)) return value.join(' ');
  return value === undefined ? '' : String(value);
}

function json(value: object): string {
  return safeJson(JSON.stringify(value));
}
