/** A sentence with code between backquotes, as rules write it. */
export function Prose({ text }: { text: string }) {
  // Every other piece stood between two backquotes; one that has no second is left as it is.
  const pieces = text.split(/`([^`]+)`/);
  return <>{pieces.map((piece, at) => (at % 2 === 1 ? <code key={at}>{piece}</code> : piece))}</>;
}
