import { safeText } from '../text/safe-text';
import { beginning } from '../text/shortened-text';

/** How many bytes to show of names, addresses and times, which are longer only if somebody intends it. */
export const SHORT_TEXT_BYTES = 512;

/** Bytes for error messages, user agents (CloudTrail's own cap is 1 KB: "Record contents") and ids of resources. */
export const LONG_TEXT_BYTES = 1024;

/** Bytes for ARNs, which IAM allows to be this long, and for paths of log files. */
export const ARN_BYTES = 2048;

/** Text of a log or a rule that is safe in an alert: one line, nothing that forges what is shown, and bounded. */
export function alertText(text: string, maxBytes = SHORT_TEXT_BYTES): string {
  // Also cuts before, because making all of a long text safe would be most of the work.
  return beginning(safeText(beginning(text, maxBytes)), maxBytes);
}

const SEPARATOR_BYTES = 2;

/** The first values whose texts fit into a number of bytes. Each counts with a separator of one or two bytes. */
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
