/** What a shell gives for a command that SIGINT ended: 128 and the signal's number. */
const EXIT_INTERRUPTED = 130;

/** Work that a person may end by SIGINT: between two steps, not in the middle of one. */
export interface Interruption {
  readonly signal: AbortSignal;
  /** Gives SIGINT its usual meaning again. */
  release(): void;
}

/** Takes SIGINT as a wish to end soon; a second one ends at once, as ever. */
export function interruption(): Interruption {
  const controller = new AbortController();
  const onSignal = () => {
    process.exitCode = EXIT_INTERRUPTED;
    controller.abort();
  };
  process.once('SIGINT', onSignal);
  return { signal: controller.signal, release: () => void process.off('SIGINT', onSignal) };
}
