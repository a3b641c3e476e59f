import { type Damage, damageText } from '../../../lib/core/log-file/damage';
import { bytesOf } from '../../../lib/core/log-file/open-span';
import { RecordScanner } from '../../../lib/core/log-file/record-scanner';
import type { RecordSpan } from '../../../lib/core/log-file/record-span';
import { SOURCE_HINT, type SourceHint } from '../../../lib/core/log-file/value-end';

/** A record as a scanner handed it on, its bytes copied. */
export interface ScannedRecord {
  readonly text: string;
  readonly index: number;
  readonly offset: number;
  readonly damage?: Damage;
  readonly sha256?: string;
}

/** What a scanner makes of a file. */
export interface Scan {
  readonly records: readonly ScannedRecord[];
  readonly error?: unknown;
}

/** A file scanned in one piece. */
export function scanned(file: string | Buffer, least?: SourceHint): Scan {
  return scannedChunks([Buffer.from(file)], least);
}

/** A file scanned in chunks. */
export function scannedChunks(chunks: readonly Buffer[], least: SourceHint = SOURCE_HINT.other): Scan {
  const records: ScannedRecord[] = [];
  const scanner = new RecordScanner(least);
  try {
    for (const chunk of chunks) scanner.push(chunk, (span) => records.push(copyOf(span)));
    scanner.end();
    return { records };
  } catch (error) {
    return { records, error };
  }
}

/** The texts of the records that were found. */
export function textsOf({ records }: Scan): readonly string[] {
  return records.map(({ text }) => text);
}

/** The damages of the records that were found, in words, the sound ones left out. */
export function damagesOf({ records }: Scan): readonly string[] {
  return records.flatMap(({ index, damage }) => (damage ? [`${index}: ${damageText(damage)}`] : []));
}

/** Every way to cut a file in two, and all of its bytes one by one. */
export function* everyCut(file: Buffer): Generator<readonly Buffer[]> {
  for (let cut = 0; cut <= file.length; cut += 1) yield [file.subarray(0, cut), file.subarray(cut)];
  yield [...file].map((byte) => Buffer.of(byte));
}

function copyOf(span: RecordSpan): ScannedRecord {
  const { index, offset, damage, sha256 } = span;
  const text = bytesOf(span).toString('latin1');
  return {
    text: damage ? text : bytesOf(span).toString(),
    index,
    offset,
    ...(damage && { damage }),
    ...(sha256 && { sha256 }),
  };
}
