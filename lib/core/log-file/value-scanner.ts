import { BrokenLogFileError, describeByte } from './broken-log-file-error';
import {
  BROKEN,
  MAX_LEVELS,
  NO_NAMES,
  type ScanPoint,
  SOURCE_HINT,
  type SourceHint,
  START,
  UNFINISHED,
  ValueEnd,
  type ValueTraits,
} from './value-end';

/** In ASCII a closing bracket is two after its opening one, for both kinds. */
const FROM_OPEN_TO_CLOSE = 2;

/**
 * Finds the end of one string, object or array, over any number of chunks: by quotes, backslashes and brackets, which is
 * all that the end of a value depends on.
 */
export class ValueScanner {
  private readonly scanning = ValueEnd.shared;
  private chunk: Buffer = Buffer.alloc(0);
  private offset = 0;
  private point = START;

  constructor(private readonly names: readonly Buffer[] = NO_NAMES) {}

  /** Takes the next chunk, which begins at byte `offset` of the file. */
  load(chunk: Buffer, offset: number): void {
    this.chunk = chunk;
    this.offset = offset;
    this.loadInto();
  }

  /** Makes ready for a new value, or for one of which the beginning up to `point` is read. */
  begin(point = START): void {
    this.point = point;
  }

  /**
   * The position in the chunk after the value's last byte, or undefined where it goes on in the next. `from` is where
   * its first byte stands, or 0 in the chunks that follow. Objects whose hint is below `least` are passed over
   * where the next follows at once: `passed` and `start` tell. Throws `BrokenLogFileError`.
   */
  scan(from: number, least: SourceHint): number | undefined {
    // Another scanner may have had its turn since.
    if (this.scanning.owner !== this) this.loadInto();
    const end = this.scanning.scan(from, this.point, this.point === START ? least : SOURCE_HINT.other);
    if (end === BROKEN) throw this.broken();
    if (end !== UNFINISHED) return end;
    this.point = this.scanning.point;
    return undefined;
  }

  /** How many values the last scan passed over. */
  get passed(): number {
    return this.scanning.passed;
  }

  /** The position in the chunk where the value starts that the last scan came to, or 0 if it began in an earlier one. */
  get start(): number {
    return this.scanning.start;
  }

  /** What is told of the value that ended; of one that began in an earlier chunk it means nothing. */
  get traits(): ValueTraits {
    return this.scanning.traits;
  }

  private loadInto(): void {
    this.scanning.watch(this.names);
    this.scanning.load(this.chunk, this);
  }

  private broken(): BrokenLogFileError {
    const { point, brokenAt } = this.scanning;
    const byte = this.chunk.readUInt8(brokenAt);
    return new BrokenLogFileError(this.offset + brokenAt, expected(point), describeByte(byte));
  }
}

function expected({ levels }: ScanPoint): string {
  if (levels.length === MAX_LEVELS) return `at most ${MAX_LEVELS} levels`;
  const open = levels.at(-1) ?? 0;
  return `JSON, of which '${String.fromCharCode(open + FROM_OPEN_TO_CLOSE)}' is the next bracket to close`;
}
