/** A test or a condition that cannot be compiled; the message stands alone, the caller adds where it was found. */
export class MatchError extends Error {
  constructor(
    /** The part that is at fault, as it was written: a modifier, a value, a condition. */
    readonly construct: string,
    problem: string,
  ) {
    super(`${construct}: ${problem}`);
    this.name = 'MatchError';
  }
}
