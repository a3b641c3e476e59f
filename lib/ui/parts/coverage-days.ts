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

/** The days of one account and region. */
export interface CoveredPlace {
  readonly place: string;
  readonly days: readonly (DeliveredDay & { readonly state: DayState })[];
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
  return [...places].map(([place, each]) => ({ place, days: each.map((day) => ({ ...day, state: stateOf(day) })) }));
}

/** How many days there are of each state, over all places. */
export function countedStates(places: readonly CoveredPlace[]): Readonly<Record<DayState, number>> {
  const counts = { whole: 0, failed: 0, none: 0 };
  for (const { days } of places) for (const { state } of days) counts[state] += 1;
  return counts;
}

function stateOf({ files, unfinished, quarantined }: DeliveredDay): DayState {
  if (unfinished > 0 || quarantined > 0) return 'failed';
  return files > 0 ? 'whole' : 'none';
}
