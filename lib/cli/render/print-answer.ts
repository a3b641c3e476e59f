import { safeJson } from '../../core/text/safe-text';
import { GatheredOutput } from '../terminal/gathered-output';
import type { OutputFlags, OutputFormat } from '../terminal/output';
import { writePaged } from '../terminal/pager';
import { screenOf } from '../terminal/screen';
import type { Answer } from './answer';
import { displayWidth } from './display-width';
import { BYTE_ORDER_MARK, csvLine } from './render-csv';

const INDENT = 2;

/** Prints an answer on stdout. Stops, and reads no further rows, if nobody reads the output any more. */
export async function printAnswer<Row extends object>(answer: Answer<Row>, flags: OutputFlags): Promise<void> {
  if (flags.output === 'table') return writePaged(printed(answer, flags.output), displayWidth);
  const output = new GatheredOutput();
  if (flags.bom) await output.add(BYTE_ORDER_MARK);
  for await (const text of printed(answer, flags.output)) if (!(await output.add(text))) return;
  await output.end();
}

/** An answer in a format, piece by piece. Only this file knows the formats. */
export async function* printed<Row extends object>(
  answer: Answer<Row>,
  format: OutputFormat,
  screen = screenOf(process.stdout, process.env),
): AsyncGenerator<string> {
  switch (format) {
    case 'json':
      if (answer.document) yield documentText(answer.document, answer);
      else yield* arrayText(answer);
      return;
    case 'ndjson':
      if (answer.document && !answer.rowsAsLines) yield documentText(answer.document, answer);
      else yield* lines(answer);
      return;
    case 'ocsf':
      yield* ocsfLines(answer);
      return;
    case 'csv':
      yield* csv(answer);
      return;
    case 'table':
      if (answer.tablePieces) yield* answer.tablePieces(answer.rows, screen);
      else yield answer.table(await allOf(answer.rows), screen);
      return;
    default:
      return format satisfies never;
  }
}

async function allOf<Row>(rows: Iterable<Row> | AsyncIterable<Row>): Promise<readonly Row[]> {
  const all: Row[] = [];
  for await (const row of rows) all.push(row);
  return all;
}

function documentText<Row extends object>(document: object, answer: Answer<Row>): string {
  if (!answer.rowsAsLines) return `${json(document, answer)}\n`;
  const lines = JSON.stringify(document, undefined, INDENT).split('\n');
  return lines.map((line) => `${safeJson(line)}\n`).join('');
}

async function* arrayText<Row extends object>(answer: Answer<Row>): AsyncGenerator<string> {
  let before = '[\n';
  for await (const row of answer.rows) {
    yield `${before}${json(objectOf(row, answer), answer)}`;
    before = ',\n';
  }
  yield before === ',\n' ? '\n]\n' : '[]\n';
}

async function* lines<Row extends object>(answer: Answer<Row>): AsyncGenerator<string> {
  for await (const row of answer.rows) yield `${json(objectOf(row, answer), answer)}\n`;
}

async function* ocsfLines<Row extends object>(answer: Answer<Row>): AsyncGenerator<string> {
  for await (const row of answer.rows) {
    const object = answer.ocsf?.(row);
    if (object) yield `${json(object, answer)}\n`;
  }
}

async function* csv<Row extends object>(answer: Answer<Row>): AsyncGenerator<string> {
  const { fields, added } = answer;
  yield csvLine([...fields, ...(added?.fields ?? [])]);
  for await (const row of answer.rows) {
    const values = new Map<string, unknown>(Object.entries(objectOf(row, answer)));
    yield csvLine([...fields.map((field) => csvText(values.get(field), answer)), ...(added?.valuesOf(row) ?? [])]);
  }
}

function objectOf<Row extends object>(row: Row, { object }: Answer<Row>): object {
  return object ? object(row) : row;
}

function json<Row extends object>(value: object, { stringify = JSON.stringify }: Answer<Row>): string {
  return safeJson(stringify(value));
}

/** A value as a cell: words side by side, JSON for a value with parts, nothing for an absent one. */
function csvText<Row extends object>(value: unknown, answer: Answer<Row>): string {
  if (typeof value !== 'object' || value === null) return value === undefined ? '' : String(value);
  return Array.isArray(value) && value.every((item) => typeof item === 'string')
    ? value.join(' ')
    : json(value, answer);
}
