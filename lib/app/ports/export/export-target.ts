/** A file of an export while it is written. Nobody sees it before it is complete, and then in place of one of that name. */
export interface ExportFile {
  write(bytes: Uint8Array): Promise<void>;
  /** Puts the file in its place. */
  complete(): Promise<void>;
  /** Leaves nothing of it. Rejects for no reason that somebody could act on. */
  abandon(): Promise<void>;
}

/** An export whose files say whether they have changed. */
export interface VersionedTarget extends Pick<ExportTarget, 'read'> {
  /** By the name of each file in a folder, what changes with its content: the same text, the same file. */
  versions(folder: string): Promise<ReadonlyMap<string, string>>;
}

/** Where an export goes: a folder, or a prefix of a bucket. Paths have slashes. */
export interface ExportTarget {
  /** The content of a file, for small ones. Undefined if there is none. */
  read(path: string): Promise<string | undefined>;
  /** The names of the files in a folder, in any order. Empty if there is none. */
  list(folder: string): Promise<readonly string[]>;
  create(path: string): Promise<ExportFile>;
  /** Removes what a run that was cut off has left. Gives how many files, folders or uploads that were. */
  cleanUp(): Promise<number>;
}
