/** Keeps sorted runs of rows until a day is written: more of them than memory holds. */
export interface RunStore {
  /** Writes a run whole. */
  write(name: string, content: AsyncIterable<Uint8Array>): Promise<void>;
  /** The bytes of a run from an offset on: at most so many, none behind its end. */
  read(name: string, from: number, bytes: number): Promise<Uint8Array>;
  /** Forgets runs, and those that are not there. */
  remove(names: readonly string[]): Promise<void>;
}
