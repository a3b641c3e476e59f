/** The columns of a terminal that nobody knows, and the fewest that tables are made for. */
const UNKNOWN_COLUMNS = 120;
const LEAST_COLUMNS = 80;

type Terminal = Pick<NodeJS.WriteStream, 'isTTY' | 'columns' | 'rows'>;

/** The terminal cells of a line: what `COLUMNS` says, also in a pipe, else the terminal. */
export function columnsOf(stream: Terminal, env: NodeJS.ProcessEnv): number {
  const said = /^[1-9]\d{0,4}$/.test(env['COLUMNS'] ?? '') ? Number(env['COLUMNS']) : undefined;
  return Math.max(said ?? (stream.isTTY ? stream.columns || UNKNOWN_COLUMNS : UNKNOWN_COLUMNS), LEAST_COLUMNS);
}

/** The lines of a terminal. Undefined if there is none, or if it does not say. */
export function rowsOf(stream: Terminal): number | undefined {
  return stream.isTTY && stream.rows > 0 ? stream.rows : undefined;
}
