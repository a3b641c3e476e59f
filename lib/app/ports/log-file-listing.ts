import type { LogFileLocation } from '../../core/rows/delivery-row';

/** A log file as a listing names it, without being opened. */
export interface ListedLogFile extends LogFileLocation {
  /** The entity tag from the listing. It is the same as when the file is opened, except for quotes around it. */
  readonly eTag: string;
  /** The stored size, compressed. */
  readonly bytes: number;
  /** When the file was put there, in ISO 8601. */
  readonly storedAt: string;
  /** Whether it is archived and has to be restored before it can be read. */
  readonly isArchived?: true;
}

/** Which log files to list. */
export interface ListingScope {
  /** Time of delivery according to the name of the file, inclusive. Undefined for all. */
  readonly since: string | undefined;
  /** Exclusive. */
  readonly until: string;
  /** Accounts and regions to list. Empty for all. */
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  /** The key after which to continue, in the order of keys. */
  readonly after?: string;
}

/** A part of a listing that can be read at the same time as others. */
export interface LogFolder {
  readonly name: string;
  /**
   * The objects of the folder that may be in scope, in the order of their keys' UTF-8 bytes. Reads them as you ask for
   * them.
   */
  files(): AsyncIterable<ListedLogFile>;
}

/** A region of an account: what its folders under every prefix of the listing hold. */
export interface LogRegion {
  readonly region: string;
  /** The folders that may contain files in scope, in the order of their names. */
  folders(scope: ListingScope): readonly LogFolder[];
}

/** An account of a listing. */
export interface LogAccount {
  readonly accountId: string;
  /** The regions that have a folder, in the order of their names. */
  regions(): Promise<readonly LogRegion[]>;
}

/** Lists log files account by account, for work that goes on where it left off. */
export interface AccountListing {
  /** The accounts that have a folder, in no particular order. */
  accounts(): Promise<readonly LogAccount[]>;
}

/** Lists log files: in a bucket, or in a folder on disk. */
export interface LogFileListing {
  /** The folders that may contain files in scope. Those of a bucket come in the order of their names. */
  folders(scope: ListingScope): Promise<readonly LogFolder[]>;
}
