import type { Deadline } from '../ports/deadline';
import type { OlderPartition, RenewalStore } from '../ports/renewal-store';

/** The time that is left to whatever follows, in milliseconds: looking on is for another time. */
const RESERVED_MS = 30_000;

/** How renewals are followed. */
export interface RenewalOptions {
  readonly now: () => Date;
  /**
   * How long after a partition was first looked at an older program may still write there, in milliseconds: that of an
   * invocation that began before a deployment. 0 where one process alone writes.
   */
  readonly graceMs: number;
  /** How long nobody looks after this process has, in milliseconds. */
  readonly intervalMs: number;
}

/**
 * Notes in the catalogue which partitions hold no row of an older index version any more: once all are renewed, readers
 * leave the keys of older versions alone. Only rows prove it, so all are read, once, in the order of time: each look goes
 * on where the last one found an older row, and ends at the first that still is one. Safe to interrupt, and to run at once
 * in several processes, as every note is true by itself: older rows become fewer and are never written again.
 */
export class Renewals {
  private nextAt = 0;

  constructor(
    private readonly store: RenewalStore,
    private readonly options: RenewalOptions,
  ) {}

  /** Looks on as far as time allows. */
  async advance(deadline: Deadline): Promise<void> {
    const now = this.options.now().getTime();
    if (now < this.nextAt || deadline.remainingMs() < RESERVED_MS) return;
    this.nextAt = now + this.options.intervalMs;
    for (const partition of await this.store.olderPartitions(deadline)) {
      if (deadline.remainingMs() < RESERVED_MS) return;
      await this.look(partition, now, deadline);
    }
  }

  private async look(partition: OlderPartition, now: number, deadline: Deadline): Promise<void> {
    const { noticedAt = new Date(now).toISOString() } = partition;
    if (partition.noticedAt === undefined && this.options.graceMs > 0) {
      return this.store.note({ ...partition, noticedAt }, deadline);
    }
    if (now - Date.parse(noticedAt) < this.options.graceMs) return;
    let from = partition.renewedTo;
    while (deadline.remainingMs() >= RESERVED_MS) {
      const row = await this.store.firstOlder(partition.name, from, deadline);
      if (row.kind === 'none') return this.store.noteRenewed(partition.name, deadline);
      from = row.at;
      if (row.kind === 'found') break;
    }
    if (from !== partition.renewedTo && from !== undefined) {
      await this.store.note({ name: partition.name, noticedAt, renewedTo: from }, deadline);
    }
  }
}
