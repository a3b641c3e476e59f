import type { WrittenName, WrittenNames } from './name-entry';
import { NamesError, quoted } from './names-error';

/** The columns that are read; a file may have others, in any order. */
const COLUMNS = ['id', 'name', 'kind'] as const;
type Column = (typeof COLUMNS)[number];

const EXPECTED_HEAD = 'a first line with the columns id, name and kind, such as id,name,kind';

/** What separates cells: spreadsheets write semicolons where a comma is the decimal sign, and tabs when they are asked to. */
const SEPARATORS = [',', ';', '\t'] as const;

/** A line of CSV with its cells. A quoted cell may go on over several lines; the line is the first of them. */
interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

/** The names of a CSV file (RFC 4180) whose first line names its columns. Reading them throws `NamesError`. */
export function csvNames(text: string): WrittenNames {
  return { entries: entriesOf(text), lineOf: (line) => line };
}

function* entriesOf(text: string): Generator<WrittenName> {
  const head = text.slice(0, endOfLine(text));
  const separator = SEPARATORS.find((each) => head.includes(each)) ?? ',';
  let places: Readonly<Record<Column, number>> | undefined;
  for (const { line, cells } of rows(text, separator)) {
    if (cells.length === 1 && cells[0]?.trim() === '') continue;
    if (places === undefined) places = placesOf(cells, line);
    else yield writtenName(cells, line, places);
  }
  if (places === undefined) throw new NamesError(1, 'the file is empty', EXPECTED_HEAD);
}

function placesOf(cells: readonly string[], line: number): Readonly<Record<Column, number>> {
  const titles = cells.map((cell) => cell.trim().toLowerCase());
  const places = COLUMNS.map((name) => [name, titles.indexOf(name)] as const);
  const missing = places.find(([, at]) => at === -1)?.[0];
  if (missing !== undefined)
    throw new NamesError(line, `no column ${missing} in ${quoted(cells.join(','))}`, EXPECTED_HEAD);
  return Object.fromEntries(places) as Readonly<Record<Column, number>>;
}

function writtenName(cells: readonly string[], line: number, places: Readonly<Record<Column, number>>): WrittenName {
  const most = Math.max(...Object.values(places));
  if (cells.length <= most) {
    throw new NamesError(
      line,
      `${cells.length} cells in ${quoted(cells.join(','))}`,
      `${most + 1} at least, as the first line has`,
    );
  }
  const cell = (column: Column) => cells[places[column]]?.trim();
  return { id: cell('id'), name: cell('name'), kind: cell('kind'), place: line };
}

/** The rows of CSV. Most cells have no quotes: these are cut out of their line as they stand. */
function* rows(text: string, separator: string): Generator<Row> {
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const end = endOfLine(text, at);
    const plain = text.slice(at, end);
    if (!plain.includes('"')) {
      yield { line, cells: plain.replace(/\r$/, '').split(separator) };
      at = end + 1;
      line += 1;
      continue;
    }
    const quotedRow = rowWithQuotes(text, at, line, separator);
    yield { line, cells: quotedRow.cells };
    at = quotedRow.end;
    line += quotedRow.lines;
  }
}

/** A row that has quotes somewhere, where it ends, and how many lines it takes. */
function rowWithQuotes(text: string, start: number, line: number, separator: string) {
  const cells: string[] = [];
  let at = start;
  let lines = 1;
  while (true) {
    const cell = text[at] === '"' ? quotedCell(text, at, line) : plainCell(text, at, separator);
    cells.push(cell.text);
    lines += cell.lines;
    at = text[cell.end] === '\r' ? cell.end + 1 : cell.end;
    if (at >= text.length || text[at] === '\n') return { cells, end: at + 1, lines };
    if (text[at] !== separator) {
      throw new NamesError(
        line,
        `text behind the closing quote of ${quoted(cell.text)}`,
        'a quote within a quoted cell written twice',
      );
    }
    at += 1;
  }
}

function quotedCell(text: string, start: number, line: number) {
  let end = text.indexOf('"', start + 1);
  while (end !== -1 && text[end + 1] === '"') end = text.indexOf('"', end + 2);
  if (end === -1) throw new NamesError(line, 'a quote that nothing closes', 'a closing quote');
  const inside = text.slice(start + 1, end);
  return { text: inside.replaceAll('""', '"'), end: end + 1, lines: inside.split('\n').length - 1 };
}

function plainCell(text: string, start: number, separator: string) {
  const end = endOfLine(text, start);
  const next = text.indexOf(separator, start);
  const cell = text.slice(start, next === -1 ? end : Math.min(end, next));
  return { text: cell.replace(/\r$/, ''), end: start + cell.length, lines: 0 };
}

function endOfLine(text: string, from = 0): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}
