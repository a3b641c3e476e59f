import type { AlertDependencies } from '../../../lib/app/alert/send-alerts';
import type { DigestDependencies } from '../../../lib/app/alert/send-digests';
import type { AlertState, PendingEntry } from '../../../lib/app/ports/alert-state';
import type { EventMatcher } from '../../../lib/core/alerts/event-matcher';
import type { SentMessage } from '../../../lib/core/alerts/message-plan';
import type { AlertMessage } from '../../../lib/core/alerts/message-text';

/** The window of a message, in milliseconds. */
export const WINDOW_MS = 3_600_000;

interface Pending extends PendingEntry {
  isDigested: boolean;
}

/** Alerting in memory: what was published and reported, and what its state holds. Tests replace single functions to break them. */
export class MemoryAlerting {
  readonly published: { readonly topic: string; readonly message: AlertMessage }[] = [];
  /** What was reported: its name and what tells it from others. */
  readonly reports: (readonly [string, unknown])[] = [];
  readonly sent = new Map<string, SentMessage[]>();
  readonly pending = new Map<string, Pending>();
  now = new Date('2024-05-01T12:20:00Z');

  readonly state: AlertState = {
    sentMessages: async (group, { from, to }) =>
      (this.sent.get(group) ?? []).filter(([first]) => first && first.time >= from && first.time <= to),
    noteSent: async (group, message) => {
      this.sent.set(group, [...(this.sent.get(group) ?? []), message]);
    },
    suppress: async (entry) => {
      if (this.pending.has(entry.entry.id)) return false;
      this.pending.set(entry.entry.id, { ...entry, isDigested: false });
      return true;
    },
    dueEntries: (now) => this.due(now),
    noteDigested: async ({ entry }) => {
      const pending = this.pending.get(entry.id);
      if (pending) pending.isDigested = true;
    },
  };

  readonly publisher: AlertDependencies['publisher'] = {
    publish: async (topic, message) => {
      this.published.push({ topic, message });
      return 'published';
    },
  };

  readonly report: AlertDependencies['report'] & DigestDependencies['report'] = {
    sent: (alert, topic) => this.reports.push(['sent', [topic, alert.occurrences.length]]),
    suppressed: (count) => this.reports.push(['suppressed', count]),
    unevaluated: (ref) => this.reports.push(['unevaluated', ref]),
    failed: (reason) => this.reports.push(['failed', reason]),
    digestSent: (digest, topic) => this.reports.push(['digestSent', [topic, digest.entries.length]]),
    digestFailed: (reason) => this.reports.push(['digestFailed', reason]),
  };

  dependencies(match: EventMatcher): AlertDependencies & DigestDependencies {
    const { state, publisher, report } = this;
    return {
      match,
      state,
      publisher,
      report,
      windowMs: WINDOW_MS,
      words: { program: 'ssm-audit', store: '--stack ssm-audit' },
      now: () => this.now,
    };
  }

  private async *due(now: Date): AsyncGenerator<readonly PendingEntry[]> {
    const due = [...this.pending.values()].filter(({ isDigested, dueAt }) => !isDigested && dueAt <= now.getTime());
    if (due.length > 0) yield due;
  }
}
