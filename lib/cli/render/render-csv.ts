import { safeText } from '../../core/text/safe-text';

/** How a spreadsheet recognises a formula (OWASP, "CSV injection"), in full-width letters and after blanks as well. */
const FORMULA = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/;

/** Characters that force a cell into quotes (RFC 4180), and what separates cells if a comma is the decimal sign. */
const QUOTED = /[",;]/;

/** By which Excel knows that CSV is UTF-8: it takes it for the machine's own code page otherwise. */
export const BYTE_ORDER_MARK = '\ufeff';

/** The most characters that a cell of Excel holds ("Excel specifications and limits"); what is longer runs over into the next rows. */
const MOST_CHARACTERS = 32_767;

/**
 * One line of CSV. A cell that a spreadsheet would take for a formula gets a `'` before it. Control characters,
 * including line ends, are replaced as in tables. A cell that is too long for spreadsheets is cut and says so at its
 * end.
 */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

function cell(text: string): string {
  const safe = safeText(text);
  const harmless = fitting(FORMULA.test(safe) ? `'${safe}` : safe);
  return QUOTED.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

function fitting(text: string): string {
  if (text.length <= MOST_CHARACTERS) return text;
  const mark = `… (cut: it has ${text.length} characters; --output json has them all)`;
  return `${text.slice(0, MOST_CHARACTERS - mark.length).toWellFormed()}${mark}`;
}
