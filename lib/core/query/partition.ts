/** One partition to read, of a table or of the index by principal. */
export interface Partition {
  readonly table: 'events' | 'byPrincipal' | 'terms';
  readonly value: string;
  /** Rows of older index versions alone stand there: it is read while there are such rows. */
  readonly olderOnly?: true;
}
