import { UnreadableLogFileError } from './unreadable-log-file-error';

/** A log file whose content is not what CloudTrail writes. */
export class BrokenLogFileError extends UnreadableLogFileError {
  constructor(
    /** The byte of the decompressed file, from 0, where it stops making sense. */
    readonly offset: number,
    readonly expected: string,
    readonly found: string,
  ) {
    super(
      `broken at byte ${offset} of the decompressed content: expected ${expected}, found ${found}; fetch the file again or compare it with CloudTrail's digest`,
    );
  }
}

/** A JSON object without `Records`, such as a digest file: `keys` tells which. */
export class NoRecordsError extends BrokenLogFileError {
  constructor(
    offset: number,
    /** The names at the top level in the order of the file: the first few, each cut to a length fit for a message. */
    readonly keys: readonly string[],
  ) {
    super(offset, 'a log file, which has "Records"', `the end of an object with the keys ${JSON.stringify(keys)}`);
  }
}

/** Records as `extract` takes them and CloudTrail does not deliver them: a bare array, or JSON lines. */
export class OtherLayoutError extends BrokenLogFileError {
  constructor(offset: number, found: string) {
    super(offset, LOG_FILE, found);
    this.message = `holds ${found}, which ssm-audit extract reads and ingestion does not: expected ${LOG_FILE}; wrap the records so, or look for the file that CloudTrail delivered`;
  }
}

const LOG_FILE = 'a log file as CloudTrail delivers it, {"Records":[…]}';

/** One byte for an error message: the character where it can be printed, else its number. */
export function describeByte(byte: number): string {
  const isPrintable = byte > 0x20 && byte < 0x7f;
  return isPrintable ? `'${String.fromCharCode(byte)}'` : `the byte 0x${byte.toString(16).padStart(2, '0')}`;
}
