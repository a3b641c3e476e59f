/** What a names file can name: an account by its 12 digits, a user of IAM Identity Center by ID or name, a network by CIDR. */
export const NAME_KINDS = ['account', 'identityCenterUser', 'network'] as const;
export type NameKind = (typeof NAME_KINDS)[number];

/** One entry of a names file, as it is written there, before it is checked. */
export interface WrittenName {
  readonly id: unknown;
  readonly name: unknown;
  readonly kind: unknown;
  /** Where it is written: a line of CSV, from 1, or the place in a list of JSON, from 0. */
  readonly place: number;
}

/** The entries of a names file. */
export interface WrittenNames {
  readonly entries: Iterable<WrittenName>;
  /** The line of a place, from 1. It is asked for what is wrong alone, because JSON has to be read again for it. */
  lineOf(place: number): number;
}

/** One checked entry of a names file. The name is safe for terminals and pages. */
export interface NameEntry {
  readonly kind: NameKind;
  readonly id: string;
  readonly name: string;
}

/** An ID that a names file gives a second name. Its first name counts. */
export interface DuplicateName extends NameEntry {
  readonly line: number;
  readonly first: string;
}
