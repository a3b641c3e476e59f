import { scanRecords } from '../../app/extract/extract-records';
import { checkRecord } from '../../core/log-file/check-record';
import type { Damage } from '../../core/log-file/damage';
import { beginsObject, bytesOf } from '../../core/log-file/open-span';
import { parseSpan } from '../../core/log-file/parse-span';
import { RecordScanner } from '../../core/log-file/record-scanner';
import type { RecordSpan } from '../../core/log-file/record-span';
import { SOURCE_HINT } from '../../core/log-file/value-end';
import { withoutWhiteSpace } from '../../core/log-file/without-white-space';
import { isSourceless } from '../../core/record/event-source';

/** Which records are printed, and how. */
export interface RecordLinesOptions {
  /** Whether the records of all services are printed. They are checked then, and not parsed. */
  readonly allSources?: boolean;
  /** Whether secrets are masked. */
  readonly masked?: boolean;
}

/** Called with what is left out because it cannot be printed. */
export interface LeftOutListener {
  /** An element of `Records` that is JSON and no object. */
  readonly onMalformed: (index: number) => void;
  /** A record that cannot be read. */
  readonly onDamaged: (record: RecordSpan, damage: Damage) => void;
  /** A record that names no event source. */
  readonly onSourceless: (index: number) => void;
  /** What was looked at of the file, records of any service. */
  readonly onEnd?: (records: number) => void;
}

/** The records of a log file of any layout, one a line, in pieces of as many lines as a chunk of the file has. */
export async function* recordLines(
  chunks: AsyncIterable<Uint8Array>,
  { allSources = false, masked = false }: RecordLinesOptions,
  listener: LeftOutListener,
): AsyncGenerator<Buffer> {
  const lineOf = masked ? await maskedLine() : compactLine;
  const scanner = new RecordScanner(allSources ? SOURCE_HINT.other : SOURCE_HINT.systemsManager);
  const select = (span: RecordSpan) => (isPrinted(span, allSources, listener) ? lineOf(span) : undefined);
  for await (const lines of scanRecords(chunks, scanner, select)) yield joined(lines);
  listener.onEnd?.(scanner.records);
}

/** Whether to print a record. Avoids parsing it if possible. */
function isPrinted(span: RecordSpan, allSources: boolean, listener: LeftOutListener): boolean {
  const isObject = beginsObject(span);
  if (isObject && !allSources && span.hint < SOURCE_HINT.systemsManager && !span.damage) return false;
  const checked = span.damage ?? checkRecord(span);
  if (typeof checked === 'object') listener.onDamaged(span, checked);
  else if (!isObject) listener.onMalformed(span.index);
  else if (allSources || checked) return true;
  else if (isSourceless(parseSpan(span, JSON.parse).value)) listener.onSourceless(span.index);
  return false;
}

function compactLine(span: RecordSpan): Buffer {
  return span.hasSpaces ? withoutWhiteSpace(bytesOf(span)) : bytesOf(span);
}

/**
 * A record without its secrets. A record without secrets stays the same byte for byte. Loaded only when needed, because
 * it is not small.
 */
async function maskedLine(): Promise<(span: RecordSpan) => Buffer> {
  const [{ maskRecord }, { parseRecord, stringifyRecord }] = await Promise.all([
    import('../../core/record/masking.js'),
    import('../../core/record/parse-record.js'),
  ]);
  return (span) => {
    const { record, maskedPaths } = maskRecord(parseRecord(bytesOf(span)));
    return maskedPaths.length === 0 ? compactLine(span) : Buffer.from(stringifyRecord(record));
  };
}

const LINE_FEED = 0x0a;

function joined(lines: readonly Buffer[]): Buffer {
  const length = lines.reduce((sum, line) => sum + line.length + 1, 0);
  const text = Buffer.allocUnsafe(length);
  let at = 0;
  for (const line of lines) {
    at += line.copy(text, at);
    at = text.writeUInt8(LINE_FEED, at);
  }
  return text;
}
