/** How often progress is shown on a terminal, in milliseconds. */
const PROGRESS_MS = 200;

/** One line on stderr that overwrites itself. Nothing if stderr is not a terminal. */
export interface ProgressLine {
  show(text: string): void;
  clear(): void;
}

/** A line of progress. Whoever says something else meanwhile clears it before. */
export function progressLine(): ProgressLine {
  let shown = 0;
  const isTerminal = process.stderr.isTTY === true;
  return {
    show(text) {
      if (!isTerminal || Date.now() - shown < PROGRESS_MS) return;
      shown = Date.now();
      process.stderr.write(`\r\x1b[K${text}`);
    },
    clear() {
      if (isTerminal && shown > 0) process.stderr.write('\r\x1b[K');
    },
  };
}
