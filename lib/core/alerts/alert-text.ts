import { safeText } from '../text/safe-text';
import { beginning } from '../text/shortened-text';

/** Bytes for what is longer than this only by somebody's intent: names, addresses, times. */
export const SHORT_TEXT_BYTES = 512;

/** Bytes for error messages, user agents (CloudTrail's own cap is 1 KB: "Record contents") and ids of resources. */
export const LONG_TEXT_BYTES = 1024;

/** Bytes for ARNs, which IAM allows to be this long, and for paths of log files. */
export const ARN_BYTES = 2048;

/** Text of a log or a rule as an alert may carry it: one line, nothing that forges what is shown, and bounded. */
export function alertText(text: string, maxBytes = SHORT_TEXT_BYTES): string {
  // Cut before as well: making all of a long text safe is most of the work for what is then cut off.
  return beginning(safeText(beginning(text, maxBytes)), maxBytes);
}

const SEPARATOR_BYTES = 2;

/** The texts of the first of some values that fit into a number of bytes, a separator of one or two counted with each. */
export function fitting<Value>(
  values: readonly Value[],
  textOf: (value: Value) => string,
  maxBytes: number,
): readonly string[] {
  const texts: string[] = [];
  let bytes = 0;
  for (const value of values) {
    const text = textOf(value);
    bytes += Buffer.byteLength(text) + SEPARATOR_BYTES;
    if (bytes > maxBytes) break;
    texts.push(text);
  }
  return texts;
}
