import type { Deadline } from './deadline';

/** A partition of the catalogue in which rows of an older index version than this program's may stand. */
export interface OlderPartition {
  readonly name: string;
  /** When a program of this version first looked at it (ISO 8601); undefined where none did. */
  readonly noticedAt?: string;
  /** The sort key before which no older row stands; undefined where nobody has looked. */
  readonly renewedTo?: string;
}

/** What looking for older rows came to. */
export type OlderRow =
  /** The first older row that was found stands there, or nothing older stands before that key and more is to be read. */
  { readonly kind: 'found' | 'more'; readonly at: string } | { readonly kind: 'none' };

/** Knows which partitions hold older rows, and notes down that one holds none. */
export interface RenewalStore {
  olderPartitions(deadline: Deadline): Promise<readonly OlderPartition[]>;
  /** Looks at one page of a partition, from a sort key on, for a row of an older version, in the order of time. */
  firstOlder(name: string, from: string | undefined, deadline: Deadline): Promise<OlderRow>;
  /** How many older rows stand in a partition; some of its pages are read at most, and then there may be more. */
  countOlder(
    name: string,
    mostPages: number,
  ): Promise<{ readonly count: number; readonly pages: number; readonly isMore: boolean }>;
  /** Notes how far somebody has looked; changes nothing where the partition was noted as renewed meanwhile. */
  note(partition: OlderPartition, deadline: Deadline): Promise<void>;
  /** Notes that no older row stands in a partition, which stays true: only this version writes from now on. */
  noteRenewed(name: string, deadline: Deadline): Promise<void>;
}
