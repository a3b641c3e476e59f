import { type ForeignValue, NotCloudTrailError } from './broken-log-file-error';

/** Values of a file that are not from CloudTrail: how many, and the first of them. */
export class ForeignValues {
  private first: ForeignValue | undefined;
  private count = 0;

  /** Takes one that begins at byte `offset` of the file; of an object, with the names of its first keys. */
  add(offset: number, found: string, keys: readonly string[] = []): void {
    this.first ??= { offset, found, keys };
    this.count += 1;
  }

  /** Throws `NotCloudTrailError` where there are any. */
  throwIfAny(): void {
    if (this.first) throw new NotCloudTrailError(this.first, this.count);
  }
}
