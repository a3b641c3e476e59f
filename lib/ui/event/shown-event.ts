import type { ListedEvent } from '../../core/explorer/messages';

/** An event whole, as `show --output json` prints it. */
export type WholeEvent = ListedEvent & {
  readonly record?: unknown;
  readonly recordSha256?: string;
  readonly recordIndex?: number;
  readonly nearbyDecryptions?: readonly ListedEvent[];
};

/** The document of the page of one event. */
export interface EventDocument {
  readonly event: WholeEvent;
  /** What `show` prints as a table. */
  readonly text?: string;
  /** What is known of the event's log file. */
  readonly receipt?: Readonly<Record<string, unknown>>;
}
