import type { ResourceKind } from '../resources/resource';
import type { StoredEvent } from '../rows/stored-event';
import type { Level } from '../rules/rule';

/** What somebody asks the story of. */
export const ANCHOR_KINDS = ['event', 'session', 'accessKey', 'actor', 'resource'] as const;
export type AnchorKind = (typeof ANCHOR_KINDS)[number];

/** What a story is about, and what its rows are found by. */
export interface StoryAnchor {
  readonly kind: AnchorKind;
  /** The reference, ID or name that was asked for. */
  readonly value: string;
  /** The event that the story is told from. */
  readonly ref?: string;
  /** Who acted: `userIdentityArn`. Of an actor, all principals. */
  readonly principals: readonly string[];
  /** The access keys that count as the anchor's own. Empty if any does. */
  readonly accessKeys: readonly string[];
  /** The session, command, execution or access request that it is, or the resource. */
  readonly things: readonly string[];
  /** Machines that were reached, whose own role may have acted meanwhile. */
  readonly hosts: readonly string[];
}

/** Why a row belongs to a story. */
export const LANES = [
  /** Same principal and access key. */
  'principal',
  /** Same principal, another access key: keys rotate. */
  'otherKey',
  /** Somebody else's call that names the session, command, execution, access request or resource. */
  'names',
  /** The own role of a machine that was reached: coincides in time, which proves nothing. */
  'host',
] as const;
export type Lane = (typeof LANES)[number];

/** A row of a story. */
export interface StoryRow {
  readonly event: StoredEvent;
  readonly lane: Lane;
  /** The reference of the row that it lies under: a decryption under its read, an invocation under its command. */
  readonly under?: string;
}

/** The times of a story. */
export interface StoryWindow {
  /** Inclusive event time. Undefined goes back to the beginning. */
  readonly since: string | undefined;
  /** Exclusive event time. */
  readonly until: string | undefined;
  /** When what the story is about began. */
  readonly start: string | undefined;
}

/** How a story ends. */
export interface StoryEnd {
  /** Whether a record tells the end. */
  readonly isRecorded: boolean;
  /** The time of the end, or of the last row. */
  readonly eventTime?: string;
  /** The call that ended it. */
  readonly ref?: string;
  readonly text: string;
}

/** Something that a story touched, and how often. */
export interface TouchedThing {
  readonly id: string;
  readonly kind: ResourceKind;
  /** Where another account than the record's has it. */
  readonly account?: string;
  readonly eventNames: readonly string[];
  readonly count: number;
  /** Event times. */
  readonly first: string;
  readonly last: string;
  /** The first event. */
  readonly ref: string;
}

/** What the principal of a story decrypted, reached and changed. */
export interface TouchedThings {
  readonly secrets: readonly TouchedThing[];
  readonly machines: readonly TouchedThing[];
  readonly changes: readonly TouchedThing[];
}

/** What succeeded, and apart from it what was only tried. */
export interface Touched extends TouchedThings {
  readonly attempts: TouchedThings;
  /** Parameters that were read with decryption although no decryption is recorded. */
  readonly readWithDecryption: readonly TouchedThing[];
}

/** A rule that rows of a story satisfy, or a correlation that its rows alone cannot decide. */
export interface StoryRule {
  readonly rule: string;
  readonly title: string;
  readonly level: Level;
  readonly evaluation: 'fired' | 'not evaluated';
  /** Events that it is about. */
  readonly count: number;
  readonly refs: readonly string[];
}

/** Something that CloudTrail cannot say. */
export interface Unsaid {
  /** The sessions or paths that it is about; none if it is about all. */
  readonly about: readonly string[];
  readonly text: string;
}

/** A command for a next question. Values are as the log has them: quote them where you print it. */
export interface Pivot {
  readonly command: 'query' | 'show' | 'story';
  readonly argument?: string;
  readonly flags: readonly (readonly [flag: string, value?: string])[];
}

/** What belongs together, in the order of time. */
export interface Story {
  readonly anchor: StoryAnchor;
  readonly window: StoryWindow;
  readonly end: StoryEnd;
  readonly rows: readonly StoryRow[];
  readonly touched: Touched;
  readonly rules: readonly StoryRule[];
  /** What CloudTrail cannot say about it. */
  readonly unsaid: readonly Unsaid[];
  readonly pivots: readonly Pivot[];
}
