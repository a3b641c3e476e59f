import type { LogFilesAnnouncement } from '../../core/delivery/announcement';
import type { Instructions } from '../../core/delivery/instructions';
import { readLogFileName } from '../../core/delivery/log-file-name';
import { readAnnouncement } from '../../core/delivery/read-announcement';
import type { Origin } from '../../core/event/audit-event';
import type { Receipt } from '../../core/rows/delivery-row';
import type { Deadline } from '../ports/deadline';
import { ArchivedFileError } from '../ports/log-file-source';
import { type IngestDependencies, IngestFailure, ingestLogFile } from './ingest-log-file';

/** From this age, in milliseconds, a log file may be called history. */
const HISTORY_AFTER_MS = 24 * 60 * 60 * 1_000;

/** A message on the delivery path. */
export interface DeliveryMessage {
  readonly body: unknown;
  /**
   * Proves that the message may say how to treat its log files (as history, as a repair, again). Only messages that wait
   * in the backfill queue may, because only operators send to it. Others could use this to silence alerts. Rejects if there
   * is no proof, and the message fails. Absent for messages from elsewhere: what they say is passed over.
   */
  readonly proveInstructions?: (deadline: Deadline) => Promise<void>;
}

/** The result of a message. */
export interface IngestedDelivery {
  readonly receipts: readonly Receipt[];
  /** Keys of objects that are not log files of API calls: digests, insights, markers. */
  readonly skipped: readonly string[];
  /** Keys of log files that have to be restored first. Their receipts say so, and another try would not help. */
  readonly archived: readonly Receipt[];
  /** What a message without log files said. */
  readonly notice?: string;
}

/** Some log files of a message could not be finished. The others are done, and the next delivery recognizes them. */
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
 * Ingests the log files that a message announces. Tries every file, then rejects with `DeliveryFailure` if one could
 * not be finished. Rejects with `UnreadableAnnouncementError` if the form of the message is unknown. A message is
 * acknowledged only when each of its files is done or archived. The receipt of an archived file says so, and only a
 * restore can change that.
 */
export async function ingestDelivery(
  deps: IngestDependencies,
  message: DeliveryMessage,
  deadline: Deadline,
): Promise<IngestedDelivery> {
  const announcement = readAnnouncement(message.body);
  if (announcement.kind === 'notice') return { receipts: [], skipped: [], archived: [], notice: announcement.notice };
  const skipped = announcement.objects.filter(({ key }) => !isLogFile(key)).map(({ key }) => key);
  const done = { receipts: [] as Receipt[], archived: [] as Receipt[], skipped };
  const failures: unknown[] = [];
  const { origin = 'delivery', force = false } = (await provenInstructions(message, announcement, deadline)) ?? {};
  const now = deps.now();
  for (const object of announcement.objects.filter(({ key }) => isLogFile(key))) {
    try {
      done.receipts.push(
        await ingestLogFile(deps, { ...object, origin: originOf(object.key, origin, now), force }, deadline),
      );
    } catch (failure) {
      if (isArchived(failure)) done.archived.push(failure.receipt);
      else failures.push(failure);
    }
  }
  if (failures.length > 0) throw new DeliveryFailure(failures, done);
  return done;
}

async function provenInstructions(
  { proveInstructions }: DeliveryMessage,
  { instructions }: LogFilesAnnouncement,
  deadline: Deadline,
): Promise<Instructions | undefined> {
  if (instructions === undefined || proveInstructions === undefined) return undefined;
  await proveInstructions(deadline);
  return instructions;
}

/**
 * A file that was delivered less than a day ago is no history: whoever asks for it as such would silence its alerts. It is
 * indexed as a repair, which alerts.
 */
function originOf(key: string, origin: Origin, now: Date): Origin {
  const { deliveredAt } = readLogFileName(key);
  const isFresh = deliveredAt !== undefined && now.getTime() - Date.parse(deliveredAt) < HISTORY_AFTER_MS;
  return origin === 'backfill' && isFresh ? 'repair' : origin;
}

/**
 * Whether an object contains records of API calls. Its folders decide, or its ending if it is outside of CloudTrail's
 * folders.
 */
export function isLogFile(key: string): boolean {
  const { kind } = readLogFileName(key);
  return kind === 'log' || (kind === 'other' && /\.(?:json|jsonl|ndjson)(?:\.gz)?$/i.test(key));
}

function isArchived(failure: unknown): failure is IngestFailure {
  return failure instanceof IngestFailure && failure.cause instanceof ArchivedFileError;
}
