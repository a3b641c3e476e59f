import { isColoured } from './colour';
import { columnsOf } from './terminal-size';

/** What a table is laid out for. */
export interface Screen {
  /** In terminal cells. No row is wider. */
  readonly width: number;
  readonly colour: boolean;
}

/** The screen behind a stream. */
export function screenOf(
  stream: Pick<NodeJS.WriteStream, 'isTTY' | 'columns' | 'rows' | 'hasColors'>,
  env: NodeJS.ProcessEnv,
): Screen {
  return { width: columnsOf(stream, env), colour: isColoured(stream) };
}
