import { createWriteStream } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip, gunzipSync, gzipSync } from 'node:zlib';
import { generatedCorpus } from '../samples/generated-corpus';

const MB = 1_000_000;
const GB = 1000 * MB;

/** What a log file for the bench is like. */
export interface CorpusPlan {
  readonly name: string;
  /** Systems Manager records among all, from 0 to 1. */
  readonly share: number;
  /** Decompressed, as nearly as whole records allow. */
  readonly bytes: number;
  readonly pretty?: boolean;
}

/** A log file on disk, gzipped. */
export interface Corpus {
  readonly name: string;
  readonly file: string;
  /** Decompressed. */
  readonly bytes: number;
}

/** The corpora of a run; a quick one is for trying the bench itself. */
export function corpusPlans(isQuick: boolean): readonly CorpusPlan[] {
  const bytes = isQuick ? 8 * MB : 71 * MB;
  return [
    { name: 'mixed', share: 0.05, bytes },
    { name: 'none', share: 0, bytes },
    { name: 'all', share: 1, bytes },
    { name: 'pretty', share: 0.05, bytes, pretty: true },
    { name: 'large', share: 0.05, bytes: isQuick ? 10 * bytes : GB },
  ];
}

/** Writes the log file of a plan into a folder. */
export async function writeCorpus(plan: CorpusPlan, folder: string): Promise<Corpus> {
  const file = join(folder, `${plan.name}.json.gz`);
  const gzip = createGzip();
  await pipeline(Readable.from(textOf(plan)), gzip, createWriteStream(file));
  return { name: plan.name, file, bytes: gzip.bytesWritten };
}

/** How many records are generated before they repeat: 35 MB of them, a thousand times what gzip looks back. */
const DIFFERENT_FILES = 30;
const RECORDS_PER_FILE = 1000;

function* textOf({ share, bytes, pretty }: CorpusPlan): Generator<string> {
  const indent = pretty ? 2 : undefined;
  const pieces = Array.from(recordLists(share), (records) => JSON.stringify(records, undefined, indent).slice(1, -1));
  yield '{"Records":[';
  for (let written = 0, nth = 0; written < bytes; nth += 1) {
    const piece = pieces[nth % pieces.length] ?? '';
    written += piece.length + 1;
    yield nth === 0 ? piece : `,${piece}`;
  }
  yield ']}';
}

function* recordLists(systemsManagerShare: number): Generator<readonly unknown[]> {
  const from = '2026-03-02T00:00:00Z';
  const options = { seed: 3, files: DIFFERENT_FILES, recordsPerFile: RECORDS_PER_FILE, systemsManagerShare, from };
  for (const { records } of generatedCorpus(options)) yield records;
}

/** Joins the records of real log files, uncompressed or not, into one that is long enough to measure. */
export async function joinLogs(logs: string, folder: string): Promise<Corpus> {
  const records: unknown[] = [];
  for (const name of (await readdir(logs, { recursive: true })).sort()) {
    if (/\.json(\.gz)?$/.test(name)) records.push(...recordsIn(await readFile(join(logs, name))));
  }
  if (records.length === 0) throw new NoLogsError(logs);
  const text = JSON.stringify(records).slice(1, -1);
  const whole = `{"Records":[${Array(Math.ceil((71 * MB) / text.length)).fill(text)}]}`;
  const file = join(folder, 'real.json.gz');
  await writeFile(file, gzipSync(whole));
  return { name: 'real', file, bytes: Buffer.byteLength(whole) };
}

function recordsIn(content: Buffer): readonly unknown[] {
  const isGzip = content.length > 1 && content.readUInt16BE() === 0x1f8b;
  const { Records }: { readonly Records?: unknown } = JSON.parse((isGzip ? gunzipSync(content) : content).toString());
  return Array.isArray(Records) ? Records : [];
}

/** A folder given for real logs that has none. */
class NoLogsError extends Error {
  constructor(folder: string) {
    super(`no log file with Records below ${folder}: expected .json or .json.gz files as CloudTrail delivers them`);
    this.name = 'NoLogsError';
  }
}

/** A gzip that unpacks to 10 GB: one member of white space over and over, as it may stand before a JSON text. */
export async function writeBomb(folder: string): Promise<Corpus> {
  const file = join(folder, 'bomb.json.gz');
  const member = gzipSync(Buffer.alloc(10 * MB, ' '));
  await pipeline(Readable.from(repeated(member, 1000)), createWriteStream(file));
  return { name: 'bomb', file, bytes: 10 * GB };
}

function* repeated(bytes: Buffer, times: number): Generator<Buffer> {
  for (let nth = 0; nth < times; nth += 1) yield bytes;
}
