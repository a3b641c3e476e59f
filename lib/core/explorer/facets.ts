import type { StoredEvent } from '../rows/stored-event';
import { type Counted, seenOnce, Tally } from '../summary/tally';
import type { ConditionWord } from './question';

/** A value that a facet counts, and the condition that finds it: a click narrows the question to it. */
export interface FacetValue {
  readonly flag: ConditionWord;
  readonly value: string;
  /** What tells values apart that look alike: the kind of a resource. */
  readonly kind?: string;
}

/** The values of one facet, the most frequent first. */
export interface Facet {
  readonly name: FacetName;
  readonly values: readonly Counted<FacetValue>[];
  /** How many more values there are than are listed. */
  readonly more: number;
}

/** What is counted of each event, by the name of its facet in the order of the page. */
const FACETS = {
  who: ({ actor, userIdentityArn }) => (actor === undefined ? one('principal', userIdentityArn) : one('actor', actor)),
  role: ({ roleArn }) => one('role', roleArn),
  event: ({ eventName }) => one('event', eventName),
  resource: ({ resources = [] }) => resources.map(({ id, kind }) => ({ flag: 'resource', value: id, kind })),
  address: ({ sourceIPAddress }) => one('source-ip', sourceIPAddress),
  account: ({ recipientAccountId }) => one('account', recipientAccountId),
  region: ({ awsRegion }) => one('region', awsRegion),
  outcome: ({ outcome }) => one('outcome', outcome),
  error: ({ errorCode }) => one('error', errorCode),
} as const satisfies Readonly<Record<string, (event: StoredEvent) => readonly FacetValue[]>>;

export type FacetName = keyof typeof FACETS;

/** The facets, in the order of the page. */
export const FACET_NAMES = Object.keys(FACETS) as readonly FacetName[];

/** Values that a facet lists. */
const MOST_VALUES = 50;

/** Counts events by the values of their facets. An event counts once for each thing that it touched. */
export class FacetCounter {
  private readonly tallies = new Map(FACET_NAMES.map((name) => [name, new Tally<FacetValue>()]));

  /** Counts one event. */
  add(event: StoredEvent): void {
    const seen = seenOnce(event.eventTime);
    for (const [name, tally] of this.tallies) {
      for (const value of withoutDoubles(FACETS[name](event))) tally.add(value, seen);
    }
  }

  /** The facets so far. */
  facets(): readonly Facet[] {
    return [...this.tallies].map(([name, tally]) => {
      const values = tally.list();
      return { name, values: values.slice(0, MOST_VALUES), more: Math.max(0, values.length - MOST_VALUES) };
    });
  }
}

function one(flag: ConditionWord, value: string | undefined): readonly FacetValue[] {
  return value === undefined || value === '' ? [] : [{ flag, value }];
}

/** A call may touch one thing in two ways. */
function withoutDoubles(values: readonly FacetValue[]): readonly FacetValue[] {
  return values.length < 2 ? values : [...new Map(values.map((each) => [JSON.stringify(each), each])).values()];
}
