import type { SqliteConnection } from './sqlite-connection';
import { StoredTexts } from './stored-texts';
import { RecentValues } from './values/recent-values';

/** How many values stay in memory. */
const MOST_KNOWN = 20_000;

/** Longer texts are not kept in memory. */
const LONG = 2_000;

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

  private readonly stored: StoredTexts;

  constructor(private readonly connection: SqliteConnection) {
    this.stored = new StoredTexts(connection);
  }

  /** The number of a value, which gets one if it has none yet: within a write. */
  idOf(value: unknown): number {
    const isText = typeof value === 'string';
    const text = isText ? value : JSON.stringify(value);
    if (text.length > LONG) return this.stored.add(JSON.stringify(value));
    const ids = isText ? this.idsOfTexts : this.ids;
    const known = ids.get(text);
    if (known !== undefined) return known;
    const id = this.stored.add(isText ? JSON.stringify(value) : text);
    ids.set(text, id);
    return id;
  }

  /** The number of a value, or undefined if no row has it. */
  known(value: unknown): number | undefined {
    const text = JSON.stringify(value);
    const known = typeof value === 'string' ? this.idsOfTexts.get(value) : this.ids.get(text);
    return known ?? this.stored.idOf(text);
  }

  /** The value of a number. Whoever gets it does not change it. */
  valueOf(id: number): unknown {
    const known = this.values.get(id);
    if (known !== undefined) return known;
    const text = this.stored.at(id);
    const value = text === undefined ? undefined : this.json(text);
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
      for (const { id, text } of this.stored.allAt(some)) values.set(id, this.json(text));
    }
    return values;
  }

  /** Reads values together that are asked for next. One by one takes longer than all the rest of a row. */
  fetch(ids: Iterable<unknown>): void {
    const missing = new Set<number>();
    for (const id of ids) if (typeof id === 'number' && this.values.get(id) === undefined) missing.add(id);
    if (missing.size < FEWEST_TOGETHER) return;
    for (const { id, text } of this.stored.allAt([...missing])) {
      this.values.set(id, this.json(text));
    }
  }

  /** Reads the numbers of texts together that are asked for next. What is not found so is looked up when it is asked for. */
  fetchKnown(texts: readonly string[]): void {
    const missing = texts.filter((text) => this.idsOfTexts.get(text) === undefined);
    if (missing.length < FEWEST_TOGETHER) return;
    for (const { id, text } of this.stored.idsOf(missing.map((text) => JSON.stringify(text)))) {
      const value = this.json(text);
      if (typeof value === 'string') this.idsOfTexts.set(value, id);
    }
  }

  /** What a text of the database that is JSON says. */
  json(text: string): unknown {
    return this.connection.json(text);
  }
}

function* inBatches(ids: Iterable<number>, size: number): Generator<readonly number[]> {
  const all = [...ids].sort((one, other) => one - other);
  for (let start = 0; start < all.length; start += size) yield all.slice(start, start + size);
}
