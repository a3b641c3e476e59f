/** What was delivered of one account and region on one day, as `status --by-day --output json` prints it. */
export interface DeliveredDay {
  readonly day: string;
  readonly account: string;
  readonly region: string;
  readonly files: number;
  readonly unfinished: number;
  readonly ssmRecords: number;
  readonly quarantined: number;
}

/** Whether a day's deliveries are whole: all files indexed, some not, or none delivered. */
export type DayState = 'whole' | 'failed' | 'none';

/** What the states are called. */
export const STATES = {
  whole: 'indexed',
  failed: 'failed, unfinished or quarantined',
  none: 'no delivery',
} as const satisfies Readonly<Record<DayState, string>>;

/** A day of one account and region, and how whole it is. */
export type CoveredDay = DeliveredDay & { readonly state: DayState };

/** The days of one account and region. */
export interface CoveredPlace {
  readonly account: string;
  readonly region: string;
  readonly days: readonly CoveredDay[];
}

/** The days by account and region, in the order in which these come. */
export function coveredPlaces(days: readonly DeliveredDay[]): readonly CoveredPlace[] {
  const places = new Map<string, DeliveredDay[]>();
  for (const day of days) {
    const place = `${day.account} ${day.region}`;
    const before = places.get(place);
    if (before) before.push(day);
    else places.set(place, [day]);
  }
  return [...places.values()].map((each) => {
    const { account = '', region = '' } = each[0] ?? {};
    return { account, region, days: each.map((day) => ({ ...day, state: stateOf(day) })) };
  });
}

/** How many days there are of each state, over all places. */
export function countedStates(places: readonly Pick<CoveredPlace, 'days'>[]): Readonly<Record<DayState, number>> {
  const counts = { whole: 0, failed: 0, none: 0 };
  for (const { days } of places) for (const { state } of days) counts[state] += 1;
  return counts;
}

function stateOf({ files, unfinished, quarantined }: DeliveredDay): DayState {
  if (unfinished > 0 || quarantined > 0) return 'failed';
  return files > 0 ? 'whole' : 'none';
}
