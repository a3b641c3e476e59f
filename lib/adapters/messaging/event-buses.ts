import { type EventBridgeClient, PutEventsCommand, type PutEventsResultEntry } from '@aws-sdk/client-eventbridge';
import type { Deadline } from '../../app/ports/deadline';
import { isTemporary } from '../retry/is-temporary';
import { pause } from '../retry/pause';
import { byDeadline } from '../retry/retrying';
import { type BusEntry, busBatches } from './bus-batches';

/** What is asked of an event bus. */
const WORK = 'alerts for an event bus';

/** An event bus refused an entry, while it may have taken others of the same request. */
export class RefusedEntryError extends Error {
  constructor(
    readonly bus: string,
    readonly code: string,
    message: string,
  ) {
    super(`${bus} refused an alert (${code}): ${message || 'without a reason'}`);
    this.name = 'RefusedEntryError';
  }
}

/** The codes of entries that may be taken later (EventBridge API reference: PutEventsResultEntry). */
const RETRYABLE: ReadonlySet<string> = new Set(['InternalFailure', 'InternalException', 'ThrottlingException']);

/** An entry whose sender waits. */
interface Waiting {
  readonly entry: BusEntry;
  readonly deadline: Deadline;
  readonly onTry: () => void;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Event buses of EventBridge, in any region and account. Entries that are put at the same moment go in one request, up to
 * ten of them. Of a request that was taken in part, only the rest is sent again.
 */
export class EventBuses {
  private waiting: Waiting[] = [];

  /** `clientOf` gives the client of a region: a bus takes events only from the endpoint of its own. */
  constructor(private readonly clientOf: (region: string) => EventBridgeClient) {}

  /**
   * Puts an entry on its bus, and tries again whatever may help until the deadline. Calls `onTry` before each try. Rejects
   * with `RefusedEntryError`, `OutOfTimeError` or the service's own error.
   */
  put(entry: BusEntry, deadline: Deadline, onTry: () => void): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.waiting.length === 0) setImmediate(() => this.sendAll());
      this.waiting.push({ entry, deadline, onTry, resolve, reject });
    });
  }

  private sendAll(): void {
    const waiting = this.waiting;
    this.waiting = [];
    for (const batch of busBatches(waiting)) void this.send(batch, 0);
  }

  /** Never rejects: each sender learns what became of its own entry. */
  private async send(batch: readonly Waiting[], tries: number): Promise<void> {
    try {
      const results = await this.request(batch);
      const again = batch.filter((each, at) => settled(each, results[at] ?? {}) === 'again');
      if (again.length > 0) await this.sendAgain(again, tries + 1, results);
    } catch (error) {
      await this.sendAlone(batch, error);
    }
  }

  private async request(batch: readonly Waiting[]): Promise<readonly PutEventsResultEntry[]> {
    const client = this.clientOf(regionOf(batch[0]?.entry.EventBusName ?? ''));
    const Entries = batch.map(({ entry }) => ({ ...entry }));
    const { Entries: results = [] } = await byDeadline(WORK, earliest(batch), () => {
      for (const { onTry } of batch) onTry();
      return client.send(new PutEventsCommand({ Entries }));
    });
    return results;
  }

  private async sendAgain(
    again: readonly Waiting[],
    tries: number,
    results: readonly PutEventsResultEntry[],
  ): Promise<void> {
    try {
      await pause(WORK, tries, earliest(again));
    } catch {
      const failed = results.find(({ ErrorCode }) => RETRYABLE.has(ErrorCode ?? ''));
      for (const each of again) each.reject(refusal(each, failed ?? {}));
      return;
    }
    await this.send(again, tries);
  }

  /** One entry can make a request invalid: the others must not share its fate. */
  private async sendAlone(batch: readonly Waiting[], error: unknown): Promise<void> {
    const isOfOne = batch.length === 1 || isTemporary(error) || !(error instanceof Error) || !('$fault' in error);
    if (isOfOne) for (const { reject } of batch) reject(error);
    else await Promise.all(batch.map((each) => this.send([each], 0)));
  }
}

/** Tells the sender of an entry what became of it, unless it is to be sent again. */
function settled(each: Waiting, { EventId, ErrorCode = '', ErrorMessage }: PutEventsResultEntry): 'done' | 'again' {
  if (RETRYABLE.has(ErrorCode)) return 'again';
  if (EventId === undefined || ErrorCode !== '') each.reject(refusal(each, { ErrorCode, ErrorMessage }));
  else each.resolve();
  return 'done';
}

function refusal({ entry }: Waiting, { ErrorCode, ErrorMessage }: PutEventsResultEntry): RefusedEntryError {
  return new RefusedEntryError(entry.EventBusName, ErrorCode || 'no result', ErrorMessage ?? '');
}

function earliest(batch: readonly Waiting[]): Deadline {
  return { remainingMs: () => Math.min(...batch.map(({ deadline }) => deadline.remainingMs())) };
}

/** `arn:aws:events:<region>:<account>:event-bus/<name>` (EventBridge API reference). */
function regionOf(arn: string): string {
  return arn.split(':')[3] ?? '';
}
