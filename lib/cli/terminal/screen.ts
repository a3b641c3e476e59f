import { isColoured } from './colour';

/** What a table is laid out for. */
export interface Screen {
  /** In terminal cells. No row is wider. */
  readonly width: number;
  readonly colour: boolean;
}

/** A table fits at least this; what is narrower wraps it. */
const LEAST_WIDTH = 80;

/** The width of a table that nobody says anything of: in a pipe or a file. */
const DEFAULT_WIDTH = 120;

/** The screen behind a stream: as wide as `COLUMNS` says, else as the terminal, else 120 cells; never below 80. */
export function screenOf(
  stream: Pick<NodeJS.WriteStream, 'isTTY' | 'columns' | 'hasColors'>,
  env: NodeJS.ProcessEnv,
): Screen {
  const width = readWidth(env['COLUMNS']) ?? (stream.isTTY && stream.columns ? stream.columns : DEFAULT_WIDTH);
  return { width: Math.max(LEAST_WIDTH, width), colour: isColoured(stream) };
}

/** The width that a variable says; undefined for what is no number of cells. */
function readWidth(columns: string | undefined): number | undefined {
  return columns !== undefined && /^[1-9]\d{0,5}$/.test(columns) ? Number(columns) : undefined;
}
