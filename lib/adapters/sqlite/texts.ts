import { createHash } from 'node:crypto';
import type { SqliteConnection } from './sqlite-connection';
import { RecentValues } from './values/recent-values';

/** How many values stay in memory. */
const MOST_KNOWN = 20_000;

/** Longer texts are not kept in memory. */
const LONG = 2_000;

/** How many bytes of a text's SHA-256 find it. Nobody can make two texts meet in them, or many meet in few. */
const HASH_BYTES = 8;

const FIND = 'SELECT id, text FROM texts WHERE hash = ?';
const ADD = 'INSERT OR IGNORE INTO texts (hash, text) VALUES (?, ?)';
const READ = 'SELECT text FROM texts WHERE id = ?';

const READ_ALL = 'SELECT id, text FROM texts WHERE id IN (SELECT value FROM json_each(?))';

const FIND_ALL = 'SELECT id, text FROM texts WHERE hash IN (SELECT unhex(value) FROM json_each(?))';

/** How many values are read together at most. */
const READ_TOGETHER = 1_024;

/** Fewer are read one by one as soon. */
const FEWEST_TOGETHER = 3;

/** The values that rows share, each once, by number. */
export class Texts {
  private readonly ids = new RecentValues<string, number>(MOST_KNOWN);
  /** The same of values that are texts themselves, by their own: most are, and need no JSON to be found. */
  private readonly idsOfTexts = new RecentValues<string, number>(MOST_KNOWN);
  private readonly values = new RecentValues<number, unknown>(MOST_KNOWN);

  constructor(private readonly connection: SqliteConnection) {}

  /** The number of a value, which gets one if it has none yet: within a write. */
  idOf(value: unknown): number {
    const isText = typeof value === 'string';
    const text = isText ? value : JSON.stringify(value);
    if (text.length > LONG) return this.added(JSON.stringify(value));
    const ids = isText ? this.idsOfTexts : this.ids;
    const known = ids.get(text);
    if (known !== undefined) return known;
    const id = this.added(isText ? JSON.stringify(value) : text);
    ids.set(text, id);
    return id;
  }

  /** The number of a value, or undefined if no row has it. */
  known(value: unknown): number | undefined {
    const text = JSON.stringify(value);
    const known = typeof value === 'string' ? this.idsOfTexts.get(value) : this.ids.get(text);
    return known ?? this.place(text).id;
  }

  /** The value of a number. Whoever gets it does not change it. */
  valueOf(id: number): unknown {
    const known = this.values.get(id);
    if (known !== undefined) return known;
    const value = this.readOne(id);
    this.values.set(id, value);
    return value;
  }

  /** The values of any number of numbers. Those that no text has are left out. None of them stays in memory here. */
  read(ids: Iterable<number>): ReadonlyMap<number, unknown> {
    const values = new Map<number, unknown>();
    for (const some of inBatches(ids, READ_TOGETHER)) {
      for (const [id, text] of this.connection.all(READ_ALL, [JSON.stringify(some)])) {
        if (typeof text === 'string') values.set(Number(id), this.json(text));
      }
    }
    return values;
  }

  /** Reads values together that are asked for next. One by one takes longer than all the rest of a row. */
  fetch(ids: Iterable<unknown>): void {
    const missing = new Set<number>();
    for (const id of ids) if (typeof id === 'number' && this.values.get(id) === undefined) missing.add(id);
    if (missing.size < FEWEST_TOGETHER) return;
    for (const [id, text] of this.connection.all(READ_ALL, [JSON.stringify([...missing])])) {
      if (typeof text === 'string') this.values.set(Number(id), this.json(text));
    }
  }

  /** Reads the numbers of texts together that are asked for next. What is not found so is looked up when it is asked for. */
  fetchKnown(texts: readonly string[]): void {
    const missing = texts.filter((text) => this.idsOfTexts.get(text) === undefined);
    if (missing.length < FEWEST_TOGETHER) return;
    const hashes = missing.map((text) => Buffer.from(hashOf(JSON.stringify(text), 0)).toString('hex'));
    for (const [id, text] of this.connection.all(FIND_ALL, [JSON.stringify(hashes)])) {
      const value = this.json(String(text));
      if (typeof value === 'string') this.idsOfTexts.set(value, Number(id));
    }
  }

  /** What a text of the database that is JSON says. */
  json(text: string): unknown {
    return this.connection.json(text);
  }

  private readOne(id: number): unknown {
    const text = this.connection.first(READ, [id])?.[0];
    return typeof text === 'string' ? this.json(text) : undefined;
  }

  /** Most texts that are not known lately are new: what is there already is looked up only where it is in the way. */
  private added(text: string): number {
    const { changes, id } = this.connection.run(ADD, [hashOf(text, 0), text]);
    if (changes > 0) return id;
    const place = this.place(text);
    return place.id ?? this.connection.run(ADD, [place.hash, text]).id;
  }

  /** Where a text stands, or would. */
  private place(text: string): { readonly id: number | undefined; readonly hash: Uint8Array } {
    for (let attempt = 0; ; attempt += 1) {
      const hash = hashOf(text, attempt);
      const row = this.connection.first(FIND, [hash]);
      if (row === undefined) return { id: undefined, hash };
      if (row[1] === text) return { id: Number(row[0]), hash };
    }
  }
}

/** Where two texts had the same hash, the second would be under the next one. */
function hashOf(text: string, attempt: number): Uint8Array {
  const hash = createHash('sha256').update(text);
  if (attempt > 0) hash.update(`\n${attempt}`);
  return hash.digest().subarray(0, HASH_BYTES);
}

function* inBatches(ids: Iterable<number>, size: number): Generator<readonly number[]> {
  const all = [...ids].sort((one, other) => one - other);
  for (let start = 0; start < all.length; start += size) yield all.slice(start, start + size);
}
