/** Whether a stream is a terminal that has colours, unless the environment asks for none: NO_COLOR, TERM=dumb. */
export function isColoured(stream: Pick<NodeJS.WriteStream, 'isTTY' | 'hasColors'>): boolean {
  return stream.isTTY === true && stream.hasColors();
}
