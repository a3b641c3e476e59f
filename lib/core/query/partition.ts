/** One partition to read, of a table or of the index by principal. */
export interface Partition {
  readonly table: 'events' | 'byPrincipal' | 'terms';
  readonly value: string;
  /** Only rows of older index versions are there. Questions read it while there are such rows. */
  readonly olderOnly?: true;
}
