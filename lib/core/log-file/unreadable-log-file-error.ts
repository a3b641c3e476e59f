/**
 * A log file that will not become readable by trying again: not gzip, cut short, not JSON, too large when
 * decompressed. Everything else that goes wrong with a file is taken for temporary.
 */
export class UnreadableLogFileError extends Error {
  // A text, because the functions' bundles do not keep the names of classes.
  override readonly name: string = 'UnreadableLogFileError';
}
