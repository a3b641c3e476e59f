/**
 * What can be told of a record's event source from the bytes of one string, without parsing: it cannot be of interest,
 * it is KMS's, or the record has to be parsed to know. Ordered: the greatest hint of a record's strings is the record's.
 */
export const SOURCE_HINT = { other: 0, kms: 1, candidate: 2 } as const;
export type SourceHint = (typeof SOURCE_HINT)[keyof typeof SOURCE_HINT];

/** ASCII letters in lower case; `lower` maps both cases to it. */
const [C, E, K, M, S] = [0x63, 0x65, 0x6b, 0x6d, 0x73];
const DOT = 0x2e;
const TWO = 0x32;
const CASE_BIT = 0x20;

/** The length of `.com`. */
const COM = 4;

/**
 * The hint of the string that stands from `start` to `end` in `bytes`, which must hold no escapes. Never too low: every
 * host name of the Systems Manager family ends in `.com` and has `ssm` or `ec2m` before its first dot, in either case
 * (record/event-source.ts, which alone decides). Too high costs a parse for nothing.
 */
export function sourceHint(bytes: Uint8Array, start: number, end: number): SourceHint {
  if (end - start < COM || lower(bytes, end - 1) !== M || bytes[end - COM] !== DOT) return SOURCE_HINT.other;
  for (let at = start; at <= end - COM; at += 1) {
    if (bytes[at] === DOT) return isKms(bytes, start, at) ? SOURCE_HINT.kms : SOURCE_HINT.other;
    if (beginsFamily(bytes, at)) return SOURCE_HINT.candidate;
  }
  return SOURCE_HINT.other;
}

function isKms(bytes: Uint8Array, start: number, dot: number): boolean {
  return dot - start === 3 && bytes[start] === K && bytes[start + 1] === M && bytes[start + 2] === S;
}

/** Whether `ssm` or `ec2m` stands at `at`. Four bytes are there: the string's `.com` ends no earlier. */
function beginsFamily(bytes: Uint8Array, at: number): boolean {
  const first = lower(bytes, at);
  if (first === S) return lower(bytes, at + 1) === S && lower(bytes, at + 2) === M;
  return first === E && lower(bytes, at + 1) === C && bytes[at + 2] === TWO && lower(bytes, at + 3) === M;
}

/** The byte at `at`, an upper-case letter as its lower case; other bytes may change too, which only makes a hint too high. */
function lower(bytes: Uint8Array, at: number): number {
  return (bytes[at] as number) | CASE_BIT;
}
