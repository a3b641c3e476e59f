import { beginning } from '../rows/shortened-text';
import { safeText } from '../text/safe-text';

/** Bytes for what is longer than this only by somebody's intent: names, addresses, times. */
export const SHORT_TEXT_BYTES = 512;

/** Bytes for error messages, user agents (CloudTrail's own cap is 1 KB: "Record contents") and ids of resources. */
export const LONG_TEXT_BYTES = 1024;

/** Bytes for ARNs, which IAM allows to be this long, and for paths of log files. */
export const ARN_BYTES = 2048;

/** Text of a log or a rule as an alert may carry it: one line, nothing that forges what is shown, and bounded. */
export function alertText(text: string, maxBytes = SHORT_TEXT_BYTES): string {
  return beginning(safeText(text), maxBytes);
}

/** The first of some texts that fit into a number of bytes, a separator of one or two counted with each. */
export function fitting(texts: readonly string[], maxBytes: number): readonly string[] {
  let bytes = 0;
  const end = texts.findIndex((text) => {
    bytes += Buffer.byteLength(text) + SEPARATOR_BYTES;
    return bytes > maxBytes;
  });
  return end === -1 ? texts : texts.slice(0, end);
}

const SEPARATOR_BYTES = 2;
