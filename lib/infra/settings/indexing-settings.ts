import { countByName, listOf, type Settings, textMatching, wholeNumber } from './setting';

/** What becomes rows, and which rows. */
export interface IndexingOptions {
  /**
   * Event names that are spread over several partitions of the Events table, with how many.
   * @default - none: one partition an event name
   */
  readonly spreadEvents: Readonly<Record<string, number>>;
  /**
   * Paths in a record that are indexed as terms beside the built-in ones, such as `requestParameters.documentName`.
   * @default - none
   */
  readonly extraTerms: readonly string[];
}

/** A question reads every partition of an event name, so a spread is paid for by each reader. */
const MAX_PARTITIONS = 64;
/** Together with the length of a name this keeps the function's environment under Lambda's 4 KB. */
const MAX_SPREAD_EVENTS = 20;
/** Each extra term can be one more row for every event. */
const MAX_EXTRA_TERMS = 10;

const EVENT_NAME = /^[A-Za-z][A-Za-z0-9]{0,63}$/;
const RECORD_PATH = /^(?=.{1,128}$)[\w:-]+(?:\.[\w:-]+)*$/;

/** How these options are read. */
export const INDEXING_SETTINGS: Settings<IndexingOptions> = {
  spreadEvents: {
    fallback: {},
    expected: `an object of at most ${MAX_SPREAD_EVENTS} event names, each with a whole number from 2 to ${MAX_PARTITIONS}, such as {"UpdateInstanceInformation":8}`,
    parse: countByName(EVENT_NAME, wholeNumber(2, MAX_PARTITIONS), MAX_SPREAD_EVENTS),
  },
  extraTerms: {
    fallback: [],
    expected: `a list of at most ${MAX_EXTRA_TERMS} record paths, such as ["requestParameters.documentName"]`,
    parse: listOf(textMatching(RECORD_PATH), MAX_EXTRA_TERMS),
  },
};
