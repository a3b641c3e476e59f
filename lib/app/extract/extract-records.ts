import { namesToWatch } from '../../core/guard/own-name';
import { RecordScanner } from '../../core/log-file/record-scanner';
import type { RecordSpan } from '../../core/log-file/record-span';
import {
  type FoundRecord,
  type SelectionCounts,
  type SelectionOptions,
  SystemsManagerRecords,
} from '../../core/log-file/systems-manager-records';
import { MAX_NAMES, NO_NAMES, SOURCE_HINT } from '../../core/log-file/value-end';
import { NEIGHBOUR_NAMES } from '../../core/neighbours/neighbour-calls';

/** How to read a log file, and what to keep of it. */
export interface ExtractionOptions extends SelectionOptions {
  /** Whether to compute the SHA-256 of the decompressed content, which costs about as much as the scan. */
  readonly sha256: boolean;
}

/** What was read of a log file. */
export interface ExtractionCounts extends SelectionCounts {
  /** All records of the file, of any service, including elements that are not records. */
  readonly records: number;
  /** Decompressed bytes. */
  readonly bytes: number;
  /**
   * The SHA-256 of the decompressed content in lower-case hex, as in CloudTrail's digests. Only for a file that is read
   * to its end.
   */
  readonly sha256?: string;
}

/** A running extraction. Take its batches, then ask for the counts. */
export interface Extraction {
  /**
   * The kept records in the order of the file, and those that cannot be read: one batch for each chunk that has any.
   * The `bytes` of a batch are valid until you take the next one. After the last good batch, throws
   * `BrokenLogFileError`, `NotCloudTrailError`, or what the chunks throw.
   */
  readonly batches: AsyncIterable<readonly FoundRecord[]>;
  /** What was read so far. After the last batch, this is all of it. */
  readonly counts: () => ExtractionCounts;
}

let importedCrypto: Promise<typeof import('node:crypto')> | undefined;

/**
 * Imported only when needed, because loading it takes as long as extracting some megabytes. Imported once, because a bundle
 * copies the whole module for each import: that took a twentieth of the time of small files.
 */
function crypto(): Promise<typeof import('node:crypto')> {
  importedCrypto ??= import('node:crypto');
  return importedCrypto;
}

/** Extracts the Systems Manager records of one log file from its decompressed content. */
export function extractRecords(chunks: AsyncIterable<Uint8Array>, options: ExtractionOptions): Extraction {
  const least = options.related ? SOURCE_HINT.kms : SOURCE_HINT.systemsManager;
  const scanner = new RecordScanner(least, watchedNames(options));
  const selection = new SystemsManagerRecords(options);
  let bytes = 0;
  let sha256: string | undefined;
  async function* observed(): AsyncGenerator<Uint8Array> {
    const hash = options.sha256 ? (await crypto()).createHash('sha256') : undefined;
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
 * What every record holds that names something of the stack, or is of a neighbour's call. More names than fit are replaced by
 * what every record has.
 */
function watchedNames({ guard, neighbours }: SelectionOptions): readonly Buffer[] {
  const ofNeighbours = neighbours && neighbours.size > 0 ? NEIGHBOUR_NAMES : NO_NAMES;
  if (guard === undefined) return ofNeighbours;
  const names = namesToWatch(guard);
  const most = MAX_NAMES - ofNeighbours.length;
  return [...ofNeighbours, ...(names.length > most ? [EVERY_RECORD] : names).map((name) => Buffer.from(name))];
}

/** Every record has an event source with it. */
const EVERY_RECORD = '.amazonaws.com';

/**
 * The results of `select` for each record that `scanner` finds, without undefined ones: one batch for each chunk that
 * gives any. After the last good batch, throws `BrokenLogFileError`, `NotCloudTrailError`, or what the chunks or
 * `select` throw.
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
