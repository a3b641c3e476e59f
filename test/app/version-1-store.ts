import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { MemoryTables } from './memory-tables';

type Item = Record<string, AttributeValue>;

interface Fixture {
  readonly bucket: string;
  readonly tables: { readonly [table in 'Events' | 'Terms' | 'Deliveries']: readonly Item[] };
  /** The decompressed log files by key. */
  readonly logFiles: Readonly<Record<string, string>>;
}

const FIXTURE = join(__dirname, '../fixtures/store-of-index-version-1.json.gz');

/** A store that index version 1 wrote, with the log files that it was made of. */
export class Version1Store {
  readonly tables = new MemoryTables();
  readonly bucket: string;
  /** The rows as they were written. */
  readonly events: readonly Record<string, unknown>[];
  readonly terms: readonly Record<string, unknown>[];
  /** The log files by key. */
  readonly logFiles: ReadonlyMap<string, Buffer>;

  constructor() {
    const fixture = JSON.parse(gunzipSync(readFileSync(FIXTURE)).toString(), revived) as Fixture;
    this.bucket = fixture.bucket;
    this.events = fixture.tables.Events.map((item) => unmarshall(item));
    this.terms = fixture.tables.Terms.map((item) => unmarshall(item));
    const files = Object.entries(fixture.logFiles);
    this.logFiles = new Map(files.map(([key, content]) => [key, Buffer.from(content)]));
    for (const row of this.events) this.tables.events.set(`${row['eventName']}\n${row['eventTimeId']}`, row);
    for (const row of this.terms) this.tables.termRows.set(`${row['term']}\n${row['eventTimeIdName']}`, row);
  }
}

/** Bytes stand as `{"base64": …}` in the fixture. */
function revived(_: string, value: unknown): unknown {
  const text = (value as { base64?: unknown } | null)?.base64;
  return typeof text === 'string' ? Buffer.from(text, 'base64') : value;
}
