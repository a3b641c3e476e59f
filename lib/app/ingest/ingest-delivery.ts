import { readLogFileName } from '../../core/delivery/log-file-name';
import { readAnnouncement } from '../../core/delivery/read-announcement';
import type { Receipt } from '../../core/rows/delivery-row';
import type { Deadline } from '../ports/deadline';
import { ArchivedFileError } from '../ports/log-file-source';
import { type IngestDependencies, IngestFailure, ingestLogFile } from './ingest-log-file';

/** A message on the delivery path. */
export interface DeliveryMessage {
  readonly body: unknown;
  /**
   * Whether it may say how its log files are taken (as history, as a repair, again): only what came from the backfill
   * queue may, to which nobody but the stack's own roles and its operators send. Others would silence alerts by it.
   */
  readonly mayInstruct: boolean;
}

/** What a message came to. */
export interface IngestedDelivery {
  readonly receipts: readonly Receipt[];
  /** Keys of objects that are no log files of API calls: digests, insights, markers. */
  readonly skipped: readonly string[];
  /** Of log files that have to be restored first: their receipts say so, and trying again would not help. */
  readonly archived: readonly Receipt[];
  /** What a message without log files said. */
  readonly notice?: string;
}

/** A message of which some log files could not be finished; the others are, and are known at the next delivery. */
export class DeliveryFailure extends AggregateError {
  constructor(
    failures: readonly unknown[],
    readonly done: IngestedDelivery,
  ) {
    super(
      failures,
      failures.map((failure) => (failure instanceof Error ? failure.message : String(failure))).join('; '),
    );
    this.name = 'DeliveryFailure';
  }
}

/**
 * Ingests the log files that a message announces. Rejects, after every one was tried, with `DeliveryFailure` where any
 * could not be finished, and with `UnreadableAnnouncementError` where the message is none that we know: a message is
 * acknowledged only when all of it is done, or archived, which its receipt says and no try but a restore can change.
 */
export async function ingestDelivery(
  deps: IngestDependencies,
  { body, mayInstruct }: DeliveryMessage,
  deadline: Deadline,
): Promise<IngestedDelivery> {
  const announcement = readAnnouncement(body);
  if (announcement.kind === 'notice') return { receipts: [], skipped: [], archived: [], notice: announcement.notice };
  const skipped = announcement.objects.filter(({ key }) => !isLogFile(key)).map(({ key }) => key);
  const done = { receipts: [] as Receipt[], archived: [] as Receipt[], skipped };
  const failures: unknown[] = [];
  const { origin = 'delivery', force = false } = (mayInstruct && announcement.instructions) || {};
  for (const object of announcement.objects.filter(({ key }) => isLogFile(key))) {
    try {
      done.receipts.push(await ingestLogFile(deps, { ...object, origin, force }, deadline));
    } catch (failure) {
      if (isArchived(failure)) done.archived.push(failure.receipt);
      else failures.push(failure);
    }
  }
  if (failures.length > 0) throw new DeliveryFailure(failures, done);
  return done;
}

/** Whether an object holds records of API calls: by its folders, or, outside of CloudTrail's, by its ending. */
export function isLogFile(key: string): boolean {
  const { kind } = readLogFileName(key);
  return kind === 'log' || (kind === 'other' && /\.(?:json|jsonl|ndjson)(?:\.gz)?$/i.test(key));
}

function isArchived(failure: unknown): failure is IngestFailure {
  return failure instanceof IngestFailure && failure.cause instanceof ArchivedFileError;
}
