import { RecordScanner } from '../../core/log-file/record-scanner';
import type { RecordSpan } from '../../core/log-file/record-span';
import {
  type FoundRecord,
  type SelectionCounts,
  type SelectionOptions,
  SystemsManagerRecords,
} from '../../core/log-file/systems-manager-records';
import { SOURCE_HINT } from '../../core/log-file/value-end';

/** How a log file is read and what is kept of it. */
export interface ExtractionOptions extends SelectionOptions {
  /** Whether the SHA-256 of the decompressed content is computed, which costs about as much as the scan. */
  readonly sha256: boolean;
}

/** What was read of a log file. */
export interface ExtractionCounts extends SelectionCounts {
  /** All records of the file, whosever they are and whatever stands in their place. */
  readonly records: number;
  /** Decompressed bytes. */
  readonly bytes: number;
  /** Of the decompressed content, as CloudTrail's digests have it, in lower-case hex; only of a file read to its end. */
  readonly sha256?: string;
}

/** A running extraction: take its batches, then ask for the counts. */
export interface Extraction {
  /**
   * The kept records in the order of the file, and those that cannot be read, one batch for each chunk that has any. A
   * batch's `bytes` are valid until the next is taken. Throws `BrokenLogFileError`, `NotCloudTrailError`, or what the
   * chunks throw, after the batch before that.
   */
  readonly batches: AsyncIterable<readonly FoundRecord[]>;
  /** What was read so far: all of it when the batches have ended. */
  readonly counts: () => ExtractionCounts;
}

/** Extracts the Systems Manager records of one log file from its decompressed content. */
export function extractRecords(chunks: AsyncIterable<Uint8Array>, options: ExtractionOptions): Extraction {
  const least = options.related ? SOURCE_HINT.kms : SOURCE_HINT.systemsManager;
  const scanner = new RecordScanner(least);
  const selection = new SystemsManagerRecords(options);
  let bytes = 0;
  let sha256: string | undefined;
  async function* observed(): AsyncGenerator<Uint8Array> {
    // Imported where it is wanted: loading it takes as long as extracting some megabytes.
    const hash = options.sha256 ? (await import('node:crypto')).createHash('sha256') : undefined;
    for await (const chunk of chunks) {
      hash?.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
    sha256 = hash?.digest('hex');
  }
  return {
    batches: scanRecords(observed(), scanner, (span) => selection.select(span)),
    counts: () => ({ records: scanner.records, ...selection.counts, bytes, ...(sha256 !== undefined && { sha256 }) }),
  };
}

/**
 * What `select` makes of each record that `scanner` finds, undefined being left out: one batch for each chunk that gives
 * any. Throws `BrokenLogFileError`, `NotCloudTrailError`, or what the chunks or `select` throw, after the batch before.
 */
export async function* scanRecords<T>(
  chunks: AsyncIterable<Uint8Array>,
  scanner: RecordScanner,
  select: (span: RecordSpan) => T | undefined,
): AsyncGenerator<readonly T[]> {
  for await (const chunk of chunks) {
    const batch: T[] = [];
    const failure = failureOf(() =>
      scanner.push(asBuffer(chunk), (span) => {
        const selected = select(span);
        if (selected !== undefined) batch.push(selected);
      }),
    );
    if (batch.length > 0) yield batch;
    if (failure !== undefined) throw failure.error;
  }
  scanner.end();
}

function failureOf(work: () => void): { readonly error: unknown } | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    return { error };
  }
}

/** The same memory as a Buffer. */
function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
