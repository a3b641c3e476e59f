import type { StoredEvent } from '../rows/stored-event';
import type { AnswerCounts } from './answer-counter';
import type { WholeCount } from './estimated-rest';
import { parseKeepingDigits } from './exact-numbers';
import type { ToldName } from './told-names';

/**
 * An event of a list: the fields that `query --output ndjson` prints, but for the record's place and hash. Of a user agent the
 * index may have the beginning alone, which then ends in `…`: the page of the event has the whole.
 */
export type ListedEvent = StoredEvent;

/** What an answer may lack: `note` by design of the index, `incomplete` is broken or missing now, `hint` explains an empty answer. */
export interface NoteMessage {
  readonly type: 'note';
  readonly kind: 'note' | 'incomplete' | 'hint';
  readonly text: string;
  /** The address of the page that shows more, relative to the base. */
  readonly address?: string;
  /** The text again, in parts of which some lead to a next question. */
  readonly parts?: readonly NotePart[];
}

/** A part of a note, with the address of the page that it names, relative to the base. */
export interface NotePart {
  readonly text: string;
  readonly address?: string;
}

/** A command for a next question. */
export interface NextCommand {
  readonly text: string;
  /** The address of the page that answers it, relative to the base. */
  readonly address?: string;
}

/** Why an answer ended early. Rows that came before stay true. */
export const PROBLEMS = [
  /** The question makes no sense; the text says what is expected. */
  'question',
  /** What is asked about is not there, such as a rule. */
  'absent',
  /** Credentials expired or are missing; the text has the command that logs in. */
  'credentials',
  /** The credentials may not read one of the tables; the text names it. */
  'permission',
  /** The local store is gone, damaged, or another one than when the explorer started. */
  'store',
  /** AWS does not answer, or throttles. Asking again may help. */
  'endpoint',
  /** Anything else. */
  'other',
] as const;
export type Problem = (typeof PROBLEMS)[number];

/** The first message of every answer: what was asked, whole, and the command that asks the same. */
export interface AskedMessage {
  readonly type: 'asked';
  /** The address of the page, relative to the base, with all that is asked: the page replaces its own address by it. */
  readonly address: string;
  /** One line to paste into a shell. */
  readonly command: string;
  /** Of events: the command that packs them as evidence. */
  readonly evidence?: string;
  /** The command that starts the explorer on the same store. */
  readonly start: string;
  /** The store that answers, for people: a folder or a stack. */
  readonly store: string;
  /** When the question was asked, to which ages in it refer. */
  readonly now: string;
}

/**
 * The messages of an answer, one a line (NDJSON). The first is `asked`, the last `end` or `problem`; an answer that ends with
 * neither was cut off, because the server is gone.
 */
export type Message =
  | AskedMessage
  /** How many rows of the store were read so far, and how far back or on. */
  | { readonly type: 'progress'; readonly rows: number; readonly at?: string }
  /** Names of IDs in what follows. They are of the names file of whoever started the explorer, and no part of any event. */
  | { readonly type: 'names'; readonly names: readonly ToldName[] }
  | { readonly type: 'rows'; readonly rows: readonly ListedEvent[] }
  /** Facets and bars of all that was read so far: each takes the place of the one before. */
  | { readonly type: 'counts'; readonly counts: AnswerCounts }
  /** Counting stopped at `COUNTED_ROWS`: about what counting all takes. */
  | { readonly type: 'uncounted'; readonly whole: WholeCount }
  /** There are more rows than were sent: the address that goes on. Rows of its first second come again. */
  | { readonly type: 'more'; readonly shown: number; readonly address: string; readonly text: string }
  /** The whole answer of a page that is no list: what the command prints with `--output json`. */
  | { readonly type: 'document'; readonly document: unknown }
  /** Commands for next questions, as lines to paste, each with the page that answers it if there is one. */
  | { readonly type: 'next'; readonly commands: readonly NextCommand[] }
  | NoteMessage
  | { readonly type: 'problem'; readonly problem: Problem; readonly text: string; readonly mayRetry: boolean }
  /** How many rows were sent. */
  | { readonly type: 'end'; readonly rows: number };

/** What has been delivered to the store so far, as a text that changes with every delivery. */
export interface DeliveryMark {
  readonly mark: string;
}

/** How the message of a document begins. */
export const DOCUMENT = '{"type":"document","document":';

/**
 * Reads one line of an answer. In a document, numbers keep their digits (`parseKeepingDigits`). Throws `SyntaxError` for a
 * line that was cut off.
 */
export function readMessage(line: string): Message {
  return (line.startsWith(DOCUMENT) ? parseKeepingDigits(line) : JSON.parse(line)) as Message;
}
