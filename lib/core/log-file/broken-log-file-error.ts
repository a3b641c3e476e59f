import { UnreadableLogFileError } from './unreadable-log-file-error';

/** A log file of which the structure is damaged: from a byte on nobody can tell where records begin and end. */
export class BrokenLogFileError extends UnreadableLogFileError {
  override readonly name = 'BrokenLogFileError';

  constructor(
    /** The byte of the decompressed file, from 0, where it stops making sense. */
    readonly offset: number,
    readonly expected: string,
    readonly found: string,
  ) {
    super(
      `structure broken at byte ${offset} of the decompressed content: expected ${expected}, found ${found}; the records before it are read, the records after it cannot be read. ${REMEDY}`,
    );
  }
}

/** The digest signs the decompressed content: whether the damage is CloudTrail's own is a thing to know, not to guess. */
const REMEDY =
  'If ssm-audit verify --content finds the file valid, CloudTrail delivered it like this, and fetching it again does not help; otherwise fetch it again';

/** What stands where a log file or a record is expected, and is none. */
export interface ForeignValue {
  /** The byte of the decompressed file, from 0, at which it begins. */
  readonly offset: number;
  /** What it is, in words. */
  readonly found: string;
  /** Of an object, the names of its first keys, each cut to a length fit for a message. */
  readonly keys: readonly string[];
}

/** Top-level names of CloudTrail's digest files (CloudTrail user guide: digest file structure). */
const DIGEST_KEYS = ['digestStartTime', 'digestS3Object', 'logFiles'];

/** A file that is, or holds, JSON that is no CloudTrail. What it holds of CloudTrail's was read all the same. */
export class NotCloudTrailError extends UnreadableLogFileError {
  override readonly name = 'NotCloudTrailError';

  /** Whether it is one of CloudTrail's digest files, by whatever name: these hold no records, and that is no failure. */
  readonly isDigest: boolean;

  constructor({ offset, found, keys }: ForeignValue, count: number) {
    const more = count > 1 ? ` and ${count - 1} more` : '';
    super(
      `not from CloudTrail: found ${found} at byte ${offset} of the decompressed content${more}, expected ${SHAPES}`,
    );
    this.isDigest = DIGEST_KEYS.some((key) => keys.includes(key));
  }
}

const SHAPES =
  'a log file ({"Records":[…]}), records (one, a list, JSON lines), the output of aws cloudtrail lookup-events, or EventBridge events with a record as detail';

/** One byte for an error message: the character where it can be printed, else its number. */
export function describeByte(byte: number): string {
  if (byte === 0)
    return 'the byte 0x00 (UTF-16 text has it beside each letter: iconv -f UTF-16LE -t UTF-8 converts it)';
  const isPrintable = byte > 0x20 && byte < 0x7f;
  return isPrintable ? `'${String.fromCharCode(byte)}'` : `the byte 0x${byte.toString(16).padStart(2, '0')}`;
}
