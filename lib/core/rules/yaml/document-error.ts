/** A rule document is refused. `line` is the line at fault in its file, counted from 1. */
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

/** A finding about a rule file: a refused document, or one that loads but does not do what it seems to. */
export interface Finding {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}
