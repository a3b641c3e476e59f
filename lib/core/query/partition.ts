/** One partition to read, of a table or of the index by principal. */
export interface Partition {
  readonly table: 'events' | 'byPrincipal' | 'terms';
  readonly value: string;
}
