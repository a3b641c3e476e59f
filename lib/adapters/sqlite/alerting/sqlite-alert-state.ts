import type { AlertState, PendingEntry, TimeSpan } from '../../../app/ports/alert-state';
import { readDigestEntry } from '../../../core/alerts/digest-entry';
import { readSentMessage, type SentMessage, sentMessageJson } from '../../../core/alerts/message-plan';
import type { Cell } from '../readable-query';
import type { SqliteConnection } from '../sqlite-connection';

const SENT = 'SELECT message FROM sent WHERE matchGroup = ? AND at BETWEEN ? AND ? ORDER BY at, id';
const NOTE_SENT = 'INSERT OR REPLACE INTO sent (matchGroup, at, id, message) VALUES (?, ?, ?, ?)';
const SUPPRESS = 'INSERT OR IGNORE INTO suppressed (matchGroup, id, dueAt, entry) VALUES (?, ?, ?, ?)';
const NOTE_DIGESTED = 'UPDATE suppressed SET dueAt = NULL WHERE matchGroup = ? AND id = ?';
const DUE = `
SELECT matchGroup, id, dueAt, entry FROM suppressed
WHERE dueAt IS NOT NULL AND dueAt <= ? AND (matchGroup, id) > (?, ?) ORDER BY matchGroup, id LIMIT ?`;

/** How many entries are handed on at once: some megabytes. */
const MOST_DUE = 5_000;

/**
 * What was sent, in a database of one process, which keeps everything until it is closed. Calls `onUnreadable` for each
 * suppressed match that it cannot read.
 */
export class SqliteAlertState implements AlertState {
  constructor(
    private readonly connection: SqliteConnection,
    private readonly onUnreadable: (reason: unknown) => void,
  ) {}

  async sentMessages(group: string, { from, to }: TimeSpan): Promise<readonly SentMessage[]> {
    return this.connection.all(SENT, [group, from, to]).map(([message]) => readSentMessage(String(message)));
  }

  async noteSent(group: string, message: SentMessage): Promise<void> {
    const [first] = message;
    if (first === undefined) return;
    const values = [group, first.time, first.id, sentMessageJson(message)];
    this.connection.write(() => this.connection.run(NOTE_SENT, values));
  }

  async suppress({ group, entry, dueAt }: PendingEntry): Promise<boolean> {
    const values = [group, entry.id, dueAt, JSON.stringify(entry)];
    return this.connection.write(() => this.connection.run(SUPPRESS, values).changes > 0);
  }

  async *dueEntries(now: Date): AsyncGenerator<readonly PendingEntry[]> {
    let after: readonly [group: string, id: string] | undefined = ['', ''];
    while (after !== undefined) {
      const rows: readonly (readonly Cell[])[] = this.connection.all(DUE, [now.getTime(), ...after, MOST_DUE]);
      const due = rows.flatMap((row) => this.readableEntry(row));
      if (due.length > 0) yield due;
      const last: readonly Cell[] | undefined = rows.length < MOST_DUE ? undefined : rows.at(-1);
      after = last && [String(last[0]), String(last[1])];
    }
  }

  async noteDigested({ group, entry }: PendingEntry): Promise<void> {
    this.connection.write(() => this.connection.run(NOTE_DIGESTED, [group, entry.id]));
  }

  /** An unreadable row must not hold up the others. */
  private readableEntry([group, , dueAt, entry]: readonly Cell[]): readonly PendingEntry[] {
    try {
      return [{ group: String(group), entry: readDigestEntry(String(entry)), dueAt: Number(dueAt) }];
    } catch (error) {
      this.onUnreadable(error);
      return [];
    }
  }
}
