import { hash as hashed } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Cell } from './readable-query';
import { tablesVersion, VERSION_WITH_SUMS } from './schema/schema-steps';
import type { SqliteConnection } from './sqlite-connection';

/** A text of the database, and its number. */
export interface StoredText {
  readonly id: number;
  readonly text: string;
}

/** How many bytes of a text's SHA-256 find it. Nobody can make two texts meet in them, or many meet in few. */
const HASH_BYTES = 8;

/** Under how many hashes a text may stand. For one more than two, somebody has to find three texts that meet. */
const MOST_HASHES = 4;

const ADD = 'INSERT OR IGNORE INTO texts (hash, text, sum) VALUES (?, ?, ?)';
const FIND = 'SELECT id, text, hash FROM texts WHERE hash = ?';
const FIND_ALL = 'SELECT id, text, hash FROM texts WHERE hash IN (SELECT unhex(value) FROM json_each(?))';

/** A text without a sum is of a version that had none: nothing but its hash finds it. */
const OLDER = 'SELECT 1 FROM texts WHERE sum IS NULL LIMIT 1';

/** What of a row shows whether its text is as it was written. */
const CHECK = 'hash, sum';
const CHECK_WITHOUT_SUMS = 'hash';

/**
 * The texts of a database. One that differs from its sum, or its hash where it has no sum, is a damaged database. The sum is
 * a CRC-32, by which texts are also found: Node.js takes longer to load what hashes than to answer a question. Many texts may
 * share one, so that writers, who take any text from anybody, find theirs by hash.
 */
export class StoredTexts {
  private readonly hasSums: boolean;
  private readonly check: string;
  private older: boolean | undefined;

  constructor(private readonly connection: SqliteConnection) {
    this.hasSums = tablesVersion(connection) >= VERSION_WITH_SUMS;
    this.check = this.hasSums ? CHECK : CHECK_WITHOUT_SUMS;
  }

  /** The text of a number. */
  at(id: number): string | undefined {
    return this.found('id = ?', id)[0]?.text;
  }

  /** The texts of these numbers that there are. */
  allAt(ids: readonly number[]): readonly StoredText[] {
    return this.found('id IN (SELECT value FROM json_each(?))', JSON.stringify(ids));
  }

  /** The number of a text, if it has one. */
  idOf(text: string): number | undefined {
    const alike = this.hasSums ? this.found('sum = ?', crc32(text)) : [];
    const found = alike.find((each) => each.text === text);
    return found?.id ?? (this.hasOlder() ? this.place(text).id : undefined);
  }

  /** The numbers of texts, of which some may be left out though they have one. */
  idsOf(texts: readonly string[]): readonly StoredText[] {
    if (!this.hasSums) {
      return this.checked(FIND_ALL, JSON.stringify(texts.map((text) => hashOf(text, 0).toString('hex'))));
    }
    const asked = new Set(texts);
    const alike = this.found(
      'sum IN (SELECT value FROM json_each(?))',
      JSON.stringify(texts.map((text) => crc32(text))),
    );
    return alike.filter(({ text }) => asked.has(text));
  }

  /**
   * The number of a text, which gets one if it has none yet: within a write. Most texts that are not known lately are new: what
   * is there already is looked up only where it is in the way.
   */
  add(text: string): number {
    const { changes, id } = this.connection.run(ADD, [hashOf(text, 0), text, crc32(text)]);
    if (changes > 0) return id;
    const place = this.place(text);
    return place.id ?? this.connection.run(ADD, [place.hash, text, crc32(text)]).id;
  }

  /** Where a text stands, or would. */
  private place(text: string): { readonly id: number | undefined; readonly hash: Uint8Array } {
    for (let attempt = 0; ; attempt += 1) {
      const hash = hashOf(text, attempt);
      const [found] = this.checked(FIND, hash);
      if (found === undefined || found.text === text) return { id: found?.id, hash };
    }
  }

  private hasOlder(): boolean {
    this.older ??= !this.hasSums || this.connection.first(OLDER) !== undefined;
    return this.older;
  }

  private found(condition: string, asked: string | number): readonly StoredText[] {
    return this.checked(`SELECT id, text, ${this.check} FROM texts WHERE ${condition}`, asked);
  }

  /** The texts that a query finds, each as it was written. */
  private checked(sql: string, asked: string | number | Uint8Array): readonly StoredText[] {
    return this.connection.all(sql, [asked]).map(([id, text, hash, sum]) => {
      if (typeof text !== 'string' || !isWritten(text, hash, sum)) return this.connection.damaged();
      return { id: Number(id), text };
    });
  }
}

function isWritten(text: string, hash: Cell | undefined, sum: Cell | undefined): boolean {
  if (typeof sum === 'number') return crc32(text) === sum;
  return hash instanceof Uint8Array && isHashOf(hash, text);
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
