/** What a store keeps of the rules that catch an event: who judged, and the rules by their ids. */
export interface KeptCatch {
  /** Of the pack of rules (`PackTitle`). */
  readonly fingerprint: string;
  readonly ids: readonly string[];
}

/** That as a text, which is the same for events that the same rules catch. */
export function keptCatchText(fingerprint: string, ids: readonly string[]): string {
  return JSON.stringify([fingerprint, ...ids]);
}

/** What such a text says. Undefined for any other text: somebody else wrote it. */
export function readKeptCatch(text: string): KeptCatch | undefined {
  const read = parsed(text);
  if (!Array.isArray(read) || !read.every((each) => typeof each === 'string')) return undefined;
  const [fingerprint, ...ids] = read;
  return fingerprint === undefined ? undefined : { fingerprint, ids };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
