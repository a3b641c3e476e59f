import { safeText } from '../../core/text/safe-text';

/** How a spreadsheet recognises a formula (OWASP, "CSV injection"), in full-width letters and after blanks as well. */
const FORMULA = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/;

/** What forces a cell into quotes (RFC 4180), and what separates cells where a comma is the decimal sign. */
const QUOTED = /[",;]/;

/**
 * One line of CSV. A cell that a spreadsheet would take for a formula has a `'` before it; control characters, line
 * ends among them, are replaced as in tables.
 */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

function cell(text: string): string {
  const safe = safeText(text);
  const harmless = FORMULA.test(safe) ? `'${safe}` : safe;
  return QUOTED.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
