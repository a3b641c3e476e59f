import { hash as hashed } from 'node:crypto';
import type { Cell } from './readable-query';
import type { SqliteConnection } from './sqlite-connection';
import { RecentValues } from './values/recent-values';

/** How many values stay in memory. */
const MOST_KNOWN = 20_000;

/** Longer texts are not kept in memory. */
const LONG = 2_000;

/** How many bytes of a text's SHA-256 find it. Nobody can make two texts meet in them, or many meet in few. */
const HASH_BYTES = 8;

/** Under how many hashes a text may stand. For one more than two, somebody has to find three texts that meet. */
const MOST_HASHES = 4;

const ADD = 'INSERT OR IGNORE INTO texts (hash, text) VALUES (?, ?)';
const FIND = 'SELECT id, text FROM texts WHERE hash = ?';
const FIND_ALL = 'SELECT id, text, hash FROM texts WHERE hash IN (SELECT unhex(value) FROM json_each(?))';
const READ = 'SELECT id, text, hash FROM texts WHERE id = ?';
const READ_ALL = 'SELECT id, text, hash FROM texts WHERE id IN (SELECT value FROM json_each(?))';

/** How many values are read together at most. */
const READ_TOGETHER = 1_024;

/** Fewer are read one by one as soon. */
const FEWEST_TOGETHER = 3;

/** The values that rows share, each once, by number. A text that differs from its hash is a damaged database. */
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

  /** A name by its number; undefined where no text has it, or one that is no name. */
  nameOf(id: number): string | undefined {
    const value = this.valueOf(id);
    return typeof value === 'string' ? value : undefined;
  }

  /** The values of any number of numbers. Those that no text has are left out. None of them stays in memory here. */
  read(ids: Iterable<number>): ReadonlyMap<number, unknown> {
    const values = new Map<number, unknown>();
    for (const some of inBatches(ids, READ_TOGETHER)) {
      for (const { id, text } of this.found(READ_ALL, JSON.stringify(some))) values.set(id, this.json(text));
    }
    return values;
  }

  /** Reads values together that are asked for next. One by one takes longer than all the rest of a row. */
  fetch(ids: Iterable<unknown>): void {
    const missing = new Set<number>();
    for (const id of ids) if (typeof id === 'number' && this.values.get(id) === undefined) missing.add(id);
    if (missing.size < FEWEST_TOGETHER) return;
    for (const { id, text } of this.found(READ_ALL, JSON.stringify([...missing]))) {
      this.values.set(id, this.json(text));
    }
  }

  /** Reads the numbers of texts together that are asked for next. What is not found so is looked up when it is asked for. */
  fetchKnown(texts: readonly string[]): void {
    const missing = texts.filter((text) => this.idsOfTexts.get(text) === undefined);
    if (missing.length < FEWEST_TOGETHER) return;
    const hashes = missing.map((text) => hashOf(JSON.stringify(text), 0).toString('hex'));
    for (const { id, text } of this.found(FIND_ALL, JSON.stringify(hashes))) {
      const value = this.json(text);
      if (typeof value === 'string') this.idsOfTexts.set(value, id);
    }
  }

  /** What a text of the database that is JSON says. */
  json(text: string): unknown {
    return this.connection.json(text);
  }

  private readOne(id: number): unknown {
    const [found] = this.found(READ, id);
    return found && this.json(found.text);
  }

  /** The texts that a query finds, each as it was written. */
  private found(sql: string, asked: string | number): readonly FoundText[] {
    return this.connection.all(sql, [asked]).map(([id, text, hash]) => {
      this.requireHash(text, hash);
      return { id: Number(id), text: String(text) };
    });
  }

  private requireHash(text: Cell | undefined, hash: Cell | undefined): void {
    const isWritten = typeof text === 'string' && hash instanceof Uint8Array && isHashOf(hash, text);
    if (!isWritten) this.connection.damaged();
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
      const [id, found] = this.connection.first(FIND, [hash]) ?? [];
      if (id === undefined) return { id, hash };
      if (found === text) return { id: Number(id), hash };
      this.requireHash(found, hash);
    }
  }
}

/** A text of the database, and its number. */
interface FoundText {
  readonly id: number;
  readonly text: string;
}

/** Whether a text has a hash under which it may stand. */
function isHashOf(hash: Uint8Array, text: string): boolean {
  for (let attempt = 0; attempt < MOST_HASHES; attempt += 1) if (hashOf(text, attempt).equals(hash)) return true;
  return false;
}

/** Where two texts had the same hash, the second would be under the next one. */
function hashOf(text: string, attempt: number): Buffer {
  return hashed('sha256', attempt > 0 ? `${text}\n${attempt}` : text, 'buffer').subarray(0, HASH_BYTES);
}

function* inBatches(ids: Iterable<number>, size: number): Generator<readonly number[]> {
  const all = [...ids].sort((one, other) => one - other);
  for (let start = 0; start < all.length; start += size) yield all.slice(start, start + size);
}
