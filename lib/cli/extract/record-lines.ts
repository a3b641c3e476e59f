import { scanRecords } from '../../app/extract/extract-records';
import { isSystemsManagerRecord } from '../../core/log-file/is-systems-manager-record';
import { beginsObject, bytesOf } from '../../core/log-file/open-span';
import { parseSpan } from '../../core/log-file/parse-span';
import { RecordScanner, type RecordSpan } from '../../core/log-file/record-scanner';
import { SOURCE_HINT } from '../../core/log-file/value-end';
import { withoutWhiteSpace } from '../../core/log-file/without-white-space';

/** Which records are printed, and how. */
export interface RecordLinesOptions {
  /** Whether the records of all services are printed. They are not parsed then: only their structure is checked. */
  readonly allSources?: boolean;
  /** Whether secrets are masked. */
  readonly masked?: boolean;
  /** Told the place of each element that is no object and is left out. */
  readonly onMalformed?: (index: number) => void;
}

/** The records of a log file of any layout, one a line, in pieces of as many lines as a chunk of the file has. */
export async function* recordLines(
  chunks: AsyncIterable<Uint8Array>,
  options: RecordLinesOptions,
): AsyncGenerator<Buffer> {
  const isWanted = options.allSources ? beginsObject : isSystemsManagerRecord;
  const lineOf = options.masked ? await maskedLine() : compactLine;
  const least = options.allSources ? SOURCE_HINT.other : SOURCE_HINT.systemsManager;
  const scanner = new RecordScanner({ layout: 'any', least });
  const select = (span: RecordSpan) => {
    if (!beginsObject(span)) options.onMalformed?.(span.index);
    return isWanted(span) ? lineOf(span) : undefined;
  };
  for await (const lines of scanRecords(chunks, scanner, select)) yield joined(lines);
}

function compactLine(span: RecordSpan): Buffer {
  return span.hasSpaces ? withoutWhiteSpace(bytesOf(span)) : bytesOf(span);
}

/** A record without its secrets; where it has none, byte for byte. Loaded when asked for: it is not small. */
async function maskedLine(): Promise<(span: RecordSpan) => Buffer> {
  const [{ maskRecord }, { parseRecord, stringifyRecord }] = await Promise.all([
    import('../../core/record/masking.js'),
    import('../../core/record/parse-record.js'),
  ]);
  return (span) => {
    const { record, maskedPaths } = maskRecord(parseSpan(span, parseRecord));
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
