import { maskMarker } from './redaction-marker';

/** Shorter texts are not looked for: they stand in every other word, and hide nothing that could not be guessed. */
const SHORTEST_ECHO = 4;

/**
 * A message in which each of the secrets is replaced by `maskMarker`, wherever it is repeated: as it is, or as a URL or
 * JSON would write it.
 */
export function maskEchoes(message: string, secrets: readonly string[]): string {
  if (message === '') return message;
  const echoed = new Set(secrets.flatMap(spellingsOf).filter((secret) => isEcho(message, secret)));
  // Longest first: a secret within another must not leave the rest of that one readable.
  const longestFirst = [...echoed].sort((a, b) => b.length - a.length);
  const pieces = longestFirst.reduce<readonly Piece[]>(cutOut, [{ text: message, isMarker: false }]);
  return pieces.map(({ text }) => text).join('');
}

function spellingsOf(secret: string): readonly string[] {
  const inJson = JSON.stringify(secret).slice(1, -1);
  return [secret, inJson, encodeURIComponent(secret.toWellFormed())];
}

function isEcho(message: string, secret: string): boolean {
  return secret.length >= SHORTEST_ECHO && message.includes(secret);
}

/** A stretch of a message; a marker is not searched again, for a secret may read `masked`. */
interface Piece {
  readonly text: string;
  readonly isMarker: boolean;
}

function cutOut(pieces: readonly Piece[], secret: string): readonly Piece[] {
  return pieces.flatMap((piece) => (piece.isMarker ? piece : split(piece.text, secret)));
}

function split(text: string, secret: string): readonly Piece[] {
  const marker: Piece = { text: maskMarker(secret.length), isMarker: true };
  return text.split(secret).flatMap((rest, index) => [...(index > 0 ? [marker] : []), { text: rest, isMarker: false }]);
}
