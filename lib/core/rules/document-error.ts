/** A rule document that cannot be taken, and the line of its file that is at fault (counted from 1). */
export class DocumentError extends Error {
  constructor(
    readonly line: number,
    /** What was wrong with it, the construct first: `modifier "near": unknown, expected …`. */
    message: string,
  ) {
    super(message);
    this.name = 'DocumentError';
  }
}

/** Something to say about a rule file: a document refused, or one that loads and does not do what it seems to. */
export interface Finding {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}
