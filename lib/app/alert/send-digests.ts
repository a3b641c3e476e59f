import { type Digest, digestsOf } from '../../core/alerts/digest';
import { renderDigest } from '../../core/alerts/render-digest';
import { mapConcurrently } from '../flow/map-concurrently';
import type { Publication } from '../ports/alert-publisher';
import type { PendingEntry } from '../ports/alert-state';
import type { Deadline } from '../ports/deadline';
import type { AlertDependencies } from './send-alerts';

/** How many entries to note as sent at once. */
const AT_ONCE = 8;

/** The dependencies of sending digests. */
export interface DigestDependencies extends Pick<AlertDependencies, 'state' | 'publisher' | 'words' | 'now'> {
  readonly report: DigestReporting;
}

/** Logs and counts what happens to digests. */
export interface DigestReporting {
  /** A topic took the digest, or the digest waits in the failure queue. */
  digestSent(digest: Digest, topic: string, publication: Publication): void;
  /** Entries wait for the next run. */
  digestFailed(reason: unknown): void;
}

/**
 * Sends due digests: of floods, and of windows that have closed. What cannot be sent waits for the next run. Notes a
 * digest after sending it, so an interrupted digest comes again, with the same deduplication ids.
 */
export async function sendDigests(deps: DigestDependencies, deadline: Deadline): Promise<void> {
  try {
    for await (const due of deps.state.dueEntries(deps.now(), deadline)) {
      for (const entries of byGroup(due)) await sendGroup(deps, entries, deadline);
    }
  } catch (error) {
    deps.report.digestFailed(error);
  }
}

function byGroup(due: readonly PendingEntry[]): readonly (readonly PendingEntry[])[] {
  const groups = new Map<string, PendingEntry[]>();
  for (const each of due) groups.set(each.group, [...(groups.get(each.group) ?? []), each]);
  return [...groups.values()];
}

/** One group's fault must not keep the others waiting. */
async function sendGroup(deps: DigestDependencies, due: readonly PendingEntry[], deadline: Deadline): Promise<void> {
  const pending = new Map(due.map((each) => [each.entry.id, each]));
  try {
    for (const digest of digestsOf(due.map(({ entry }) => entry))) {
      await send(deps, digest, deadline);
      const sent = digest.entries.flatMap(({ id }) => pending.get(id) ?? []);
      await mapConcurrently(sent, AT_ONCE, (each) => deps.state.noteDigested(each, deadline));
    }
  } catch (error) {
    deps.report.digestFailed(error);
  }
}

async function send(deps: DigestDependencies, digest: Digest, deadline: Deadline): Promise<void> {
  const { publisher, report, words } = deps;
  const message = renderDigest(digest, { words });
  for (const topic of digest.entries[0]?.topics ?? []) {
    report.digestSent(digest, topic, await publisher.publish(topic, message, deadline));
  }
}
