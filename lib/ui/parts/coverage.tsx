import { useMemo, useState } from 'preact/hooks';
import type { Question } from '../../core/explorer/question';
import type { Pivot } from '../route/pivot';
import {
  type CoveredPlace,
  countedStates,
  coveredPlaces,
  type DayState,
  type DeliveredDay,
  STATES,
} from './coverage-days';
import { CELL, CoveredDays, Day } from './covered-days';
import { PivotMenu } from './menu';
import { plural } from './numbers';
import { useWidth } from './use-width';
import { ValueLink } from './value-link';

/** What stands beside the days of a row, in pixels, and up to which width it stands above them. */
const BESIDE = 560;
const NARROW = 768;
const PADDING = 16;

interface CoverageProps {
  readonly days: readonly DeliveredDay[];
  /** What a day, an account or a region narrows. */
  readonly question: Question;
  readonly isOpen?: boolean;
  /** Whether the window begins earlier. */
  readonly isCut?: boolean;
}

/** The strip of deliveries: a row for each account and region, a cell for each day, and the same as a table. */
export function Coverage({ days, question, isOpen = false, isCut = false }: CoverageProps) {
  const places = useMemo(() => coveredPlaces(days), [days]);
  const counts = countedStates(places);
  const [isShown, setShown] = useState(isOpen);
  const span = days.length === 0 ? '' : `, ${days[0]?.day} to ${days.at(-1)?.day}`;
  return (
    <details class="coverage" open={isOpen} onToggle={({ currentTarget }) => setShown(currentTarget.open)}>
      <summary>
        <b>Coverage</b> <Summary counts={counts} />{' '}
        <span class="muted">
          {plural(places.length, 'account and region', 'accounts × regions')}
          {span}
          {isCut && ': the last days of a longer window'}
        </span>
      </summary>
      {isShown && <Strip places={places} question={question} />}
    </details>
  );
}

/** There may be thousands of days: they are drawn when somebody wants them. */
function Strip({ places, question }: { places: readonly CoveredPlace[]; question: Question }) {
  const [strip, width] = useWidth<HTMLDivElement>();
  return (
    <div ref={strip}>
      <table class="strip">
        <caption class="hidden">What was delivered by account, region and day</caption>
        <thead>
          <tr>
            <th scope="col">Account and region</th>
            <th scope="col">Days</th>
            <th scope="col">Indexed</th>
            <th scope="col">Failed</th>
            <th scope="col">None</th>
          </tr>
        </thead>
        <tbody>
          {places.map((place) => (
            <PlaceRow
              key={`${place.account} ${place.region}`}
              place={place}
              question={question}
              width={width - (width > NARROW ? BESIDE : PADDING)}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Summary({ counts }: { counts: Readonly<Record<DayState, number>> }) {
  return (
    <>
      {(Object.keys(STATES) as DayState[]).map((state) => (
        <span key={state} class="legend">
          <svg width={CELL} height={CELL} aria-hidden="true">
            <Day state={state} />
          </svg>{' '}
          {plural(counts[state], 'day')} {STATES[state]}
        </span>
      ))}
    </>
  );
}

interface RowProps {
  readonly place: CoveredPlace;
  readonly question: Question;
  readonly width: number;
}

function PlaceRow({ place: { account, region, days }, question, width }: RowProps) {
  const counts = countedStates([{ days }]);
  const pivots: readonly Pivot[] = [
    { flag: 'account', value: account },
    { flag: 'region', value: region },
  ];
  const place = `${account} ${region}`;
  return (
    <tr>
      <th scope="row">
        {pivots.map((pivot) => (
          <span key={pivot.flag}>
            <ValueLink pivot={pivot} question={question} />{' '}
          </span>
        ))}
        <PivotMenu pivots={pivots} question={question} label={`More about ${place}`} />
      </th>
      <td>
        <CoveredDays place={place} days={days} question={question} width={width} />
      </td>
      <Count title="Indexed" count={counts.whole} />
      <Count title="Failed" count={counts.failed} />
      <Count title="None" count={counts.none} />
    </tr>
  );
}

/** In a narrow window the title stands beside the count, because there is no head above it. */
function Count({ title, count }: { title: string; count: number }) {
  return (
    <td class="number">
      <span class="narrow">{title} </span>
      {count}
    </td>
  );
}
