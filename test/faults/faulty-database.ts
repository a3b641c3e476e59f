import Database from 'libsql';
import type { SeededRandom } from '../../samples/seeded-random';
import type { FaultCounts } from './faulty-requests';

/** What goes wrong with a database, by SQLite's result codes ("Result and Error Codes"). */
const FAULTS = {
  /** Another process writes, for longer than anybody waits. */
  busy: 5,
  ioError: 10,
  full: 13,
  /** The statement is done, and nobody is told. */
  lost: 10,
} as const;
type Fault = keyof typeof FAULTS;
const KINDS = Object.keys(FAULTS) as Fault[];

/** Statements that write, or end what was written. Those that read fail in the same way, and change nothing. */
const WRITES = /^\s*(?:BEGIN|COMMIT|INSERT|UPDATE)/;

/** An error as the library throws it. */
class MadeError extends Error {
  override readonly name = 'SqliteError';

  constructor(
    kind: Fault,
    readonly rawCode: number,
  ) {
    super(`made by the test: ${kind}`);
  }
}

/**
 * Lets statements of this process that write go wrong, one of so many (0 for none), drawn from a seed. `onStatement` is
 * called before each. Gives what went wrong, by kind, with the number of statements.
 */
export function faultyDatabase(random: SeededRandom, oneOf: number, onStatement: () => void): FaultCounts {
  const counts: FaultCounts = { statements: 0 };
  const around = <Result>(sql: string, work: () => Result): Result => {
    if (!WRITES.test(sql)) return work();
    counts['statements'] = (counts['statements'] ?? 0) + 1;
    onStatement();
    if (oneOf === 0 || random.below(oneOf) > 0) return work();
    const kind = random.pick(KINDS);
    counts[kind] = (counts[kind] ?? 0) + 1;
    if (kind === 'lost') work();
    throw new MadeError(kind, FAULTS[kind]);
  };
  const { exec, prepare } = Database.prototype;
  Database.prototype.exec = function (this: Database.Database, sql: string) {
    return around(sql, () => exec.call(this, sql));
  };
  const prepared = function (this: Database.Database, sql: string) {
    const statement = prepare.call(this, sql);
    const run = statement.run.bind(statement);
    return Object.assign(statement, { run: (values: unknown[]) => around(sql, () => run(values)) });
  };
  Database.prototype.prepare = prepared as typeof prepare;
  return counts;
}
