/** How a spreadsheet recognises a formula (OWASP, "CSV injection"). */
const FORMULA = /^[=+\-@\t\r]/;

/** What forces a cell into quotes (RFC 4180). */
const QUOTED = /[",\r\n]/;

/** One line of CSV. A cell that a spreadsheet would take for a formula has a `'` before it. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

function cell(text: string): string {
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return QUOTED.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
