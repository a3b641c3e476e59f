import { safeText } from '../../core/text/safe-text';

/** How often the line changes, in milliseconds. */
const PROGRESS_MS = 200;

/** How long nothing must have been printed before the line is shown: short work needs none. */
const SILENT_MS = 1_000;

/** Takes the cursor to the begin of the line and clears it. */
const CLEARED = '\r\x1b[K';

/** A terminal whose width is unknown has at least this many cells. */
const LEAST_COLUMNS = 80;

/** There is one terminal, and one line on it that overwrites itself. */
const line = { isShown: false, isMuted: false, shownAt: 0, quietSince: Date.now() };

/**
 * Shows on stderr how far some work is, if that is a terminal, once nothing was printed for a second. Whatever is printed by
 * `say` and `writeData` clears the line before.
 *
 * @param text called only when it is time to show it; its characters are one cell wide
 */
export function showProgress(text: () => string): void {
  const { stderr } = process;
  const now = Date.now();
  if (stderr.isTTY !== true || line.isMuted) return;
  if (now - line.quietSince < SILENT_MS || now - line.shownAt < PROGRESS_MS) return;
  line.shownAt = now;
  line.isShown = true;
  stderr.write(`${CLEARED}${safeText(text()).slice(0, (stderr.columns || LEAST_COLUMNS) - 1)}`);
}

/** Clears the line: something else is about to be printed, or the work is done. */
export function clearProgress(): void {
  line.quietSince = Date.now();
  if (!line.isShown) return;
  line.isShown = false;
  process.stderr.write(CLEARED);
}

/** Shows no progress any more: another program, such as a pager, has the terminal. */
export function muteProgress(): void {
  clearProgress();
  line.isMuted = true;
}
