import type { Origin } from '../../core/event/audit-event';
import type { LogFileLocation } from '../../core/rows/delivery-row';

/** A log file to ingest. */
export interface LogFileTask extends LogFileLocation {
  readonly origin: Origin;
  readonly versionId?: string;
  /** Whether to read the file again although its receipt says that it is done. */
  readonly force?: boolean;
}
