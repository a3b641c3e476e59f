import type { LogFileLocation } from '../../core/rows/delivery-row';

/** A log file as a listing names it, without being opened. */
export interface ListedLogFile extends LogFileLocation {
  /** The entity tag, as the listing gives it: the same as when the file is opened, but for quotes around it. */
  readonly eTag: string;
  /** As it lies there, compressed. */
  readonly bytes: number;
  /** When the file came to lie there, ISO 8601. */
  readonly storedAt: string;
  /** It is archived, and has to be restored before it can be read. */
  readonly isArchived?: true;
}

/** Which log files are meant. */
export interface ListingScope {
  /** Time of delivery, as the file's name has it: inclusive; undefined for all that there is. */
  readonly since: string | undefined;
  /** Exclusive. */
  readonly until: string;
  /** Accounts and regions whose files are meant; empty for all. */
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  /** The key after which to go on, in the order of keys. */
  readonly after?: string;
}

/** A part of a listing that can be read beside the others. */
export interface LogFolder {
  readonly name: string;
  /** The objects of the folder that may be in scope, in the order of their keys' UTF-8 bytes, read as they are asked for. */
  files(): AsyncIterable<ListedLogFile>;
}

/** What log files there are: in a bucket, or in a folder on disk. */
export interface LogFileListing {
  /** The folders that may hold files in scope. Of a bucket they come in the order of their names. */
  folders(scope: ListingScope): Promise<readonly LogFolder[]>;
}
