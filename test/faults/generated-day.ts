import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { familyOf } from '../../lib/core/record/event-source';
import type { JsonObject } from '../../lib/core/record/json';
import { generatedCorpus } from '../../samples/generated-corpus';
import type { SeededRandom } from '../../samples/seeded-random';

/** A log file as it is delivered. */
export interface DayFile {
  readonly key: string;
  readonly content: Uint8Array;
}

/** A day of deliveries and what must come of it. */
export interface GeneratedDay {
  readonly files: readonly DayFile[];
  /** Files that nobody can read. */
  readonly broken: readonly DayFile[];
  /** The records that are to be rows, by the SHA-256 of their bytes. */
  readonly records: ReadonlyMap<string, JsonObject>;
  /** Messages in the order in which they are sent: announcements, some twice, and what is no announcement. */
  readonly messages: readonly string[];
  /** Those of the messages that must end as dead letters, each as often as it is there. */
  readonly poison: readonly string[];
}

/** How much of a day. */
export interface DayOptions {
  readonly files: number;
  readonly recordsPerFile: number;
  readonly systemsManagerShare: number;
  readonly seed: number;
  readonly bucket: string;
}

/** Files that are delivered every five minutes in three regions of an account in a day. */
const FILES_AN_ACCOUNT = 3 * 288;

/** One file of so many is announced twice; one of so many has records of another file again. */
const ANNOUNCED_TWICE = 10;
const DELIVERED_TWICE = 25;

/** One file of so many cannot be read. */
const BROKEN = 250;

/** What comes to a queue and is no announcement of ours. */
const NONSENSE = [
  'no JSON',
  '{"s3ObjectKey":[]}',
  '[]',
  '{"s3Bucket":"a-bucket-of-others","s3ObjectKey":["AWSLogs/x.json.gz"]}',
];

/** A day of a company's log files, the same for the same seed: duplicated, reordered, and with poison among them. */
export function generatedDay(options: DayOptions, random: SeededRandom): GeneratedDay {
  const corpus = corpusOf(options);
  const again = corpus.filter((_, index) => index % DELIVERED_TWICE === 0).map((file) => redelivered(file, random));
  const files = [...corpus, ...again].map(({ key, body }) => ({ key, content: gzipSync(body, { level: 1 }) }));
  const broken = corpus.filter((_, index) => index % BROKEN === 0).map(({ key }) => brokenFile(key));
  const announced = [...files, ...files.filter((_, index) => index % ANNOUNCED_TWICE === 0)];
  const announcement = ({ key }: DayFile) => JSON.stringify({ s3Bucket: options.bucket, s3ObjectKey: [key] });
  const poison = [...broken.map(announcement), ...NONSENSE];
  return {
    files,
    broken,
    records: recordsOf(corpus.flatMap(({ records }) => records)),
    messages: random.shuffled([...announced.map(announcement), ...poison]),
    poison,
  };
}

type CorpusFile = { readonly key: string; readonly records: readonly JsonObject[]; readonly body: string };

function corpusOf({ files, ...options }: DayOptions): readonly CorpusFile[] {
  const accounts = Array.from({ length: Math.ceil(files / FILES_AN_ACCOUNT) }, (_, index) =>
    String(111122223333 + index),
  );
  const corpus = generatedCorpus({ ...options, files, accounts, from: '2026-03-02T00:00:00Z' });
  // The embedded S3 lists as a dictionary sorts: only in lower case is that S3's own order.
  return [...corpus].map((file) => ({ ...file, key: file.key.replace(/[^_/]+$/, (name) => name.toLowerCase()) }));
}

/** Half of a file's records once more, in another file and another order. */
function redelivered({ key, records }: CorpusFile, random: SeededRandom): CorpusFile {
  const some = random.shuffled(records).slice(0, Math.ceil(records.length / 2));
  const unique = random.alphanumeric(16).toLowerCase();
  return {
    key: key.replace(/[^_/]+$/, `${unique}.json.gz`),
    records: some,
    body: JSON.stringify({ Records: some }),
  };
}

function brokenFile(key: string): DayFile {
  return { key: key.replace(/[^_/]+$/, (name) => `broken-${name}`), content: Buffer.from('no gzip at all') };
}

function recordsOf(records: readonly JsonObject[]): ReadonlyMap<string, JsonObject> {
  const kept = records.filter(isKept);
  return new Map(kept.map((record) => [sha256(JSON.stringify(record)), record]));
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Whether a store keeps a record by default: calls of neighbours are kept where somebody asks for them. */
export function isKept(record: JsonObject): boolean {
  return familyOf(record) === 'systems-manager' || familyOf(record) === 'related';
}
