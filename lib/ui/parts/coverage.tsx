import { type CoveredPlace, countedStates, coveredPlaces, type DayState, type DeliveredDay } from './coverage-days';
import { plural } from './numbers';

const STATES = {
  whole: 'indexed',
  failed: 'failed, unfinished or quarantined',
  none: 'no delivery',
} as const satisfies Readonly<Record<DayState, string>>;

/** The size of a day in the strip, in pixels. */
const CELL = 10;
const GAP = 2;

interface CoverageProps {
  readonly days: readonly DeliveredDay[];
  readonly isOpen?: boolean;
  /** Whether the window begins earlier. */
  readonly isCut?: boolean;
}

/** The strip of deliveries: a row for each account and region, a cell for each day, and the same as a table. */
export function Coverage({ days, isOpen = false, isCut = false }: CoverageProps) {
  const places = coveredPlaces(days);
  const counts = countedStates(places);
  const span = days.length === 0 ? '' : `, ${days[0]?.day} to ${days.at(-1)?.day}`;
  return (
    <details class="coverage" open={isOpen}>
      <summary>
        <b>Coverage</b> <Summary counts={counts} />{' '}
        <span class="muted">
          {plural(places.length, 'account and region', 'accounts × regions')}
          {span}
          {isCut && ': the last days of a longer window'}
        </span>
      </summary>
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
            <PlaceRow key={place.place} place={place} />
          ))}
        </tbody>
      </table>
    </details>
  );
}

function Summary({ counts }: { counts: Readonly<Record<DayState, number>> }) {
  return (
    <>
      {(Object.keys(STATES) as DayState[]).map((state) => (
        <span key={state} class="legend">
          <svg width={CELL} height={CELL} aria-hidden="true">
            <Day state={state} x={0} />
          </svg>{' '}
          {plural(counts[state], 'day')} {STATES[state]}
        </span>
      ))}
    </>
  );
}

function PlaceRow({ place: { place, days } }: { place: CoveredPlace }) {
  const counts = countedStates([{ place, days }]);
  const holes = days.filter(({ state }) => state !== 'whole').map(({ day, state }) => `${day} ${STATES[state]}`);
  return (
    <tr>
      <th scope="row">{place}</th>
      <td>
        <svg
          width={days.length * (CELL + GAP)}
          height={CELL}
          viewBox={`0 0 ${days.length * (CELL + GAP)} ${CELL}`}
          role="img"
          aria-label={holes.length === 0 ? 'every day indexed' : holes.join(', ')}
        >
          {days.map(({ day, state, files }, at) => (
            <Day
              key={day}
              state={state}
              x={at * (CELL + GAP)}
              title={`${day}: ${STATES[state]}, ${plural(files, 'file')}`}
            />
          ))}
        </svg>
      </td>
      <td class="number">{counts.whole}</td>
      <td class="number">{counts.failed}</td>
      <td class="number">{counts.none}</td>
    </tr>
  );
}

/** Filled, crossed or hollow: none is told by its colour alone. */
function Day({ state, x, title }: { state: DayState; x: number; title?: string }) {
  return (
    <g class={`day ${state}`}>
      {title && <title>{title}</title>}
      <rect x={x + 0.5} y={0.5} width={CELL - 1} height={CELL - 1} />
      {state === 'failed' && (
        <path d={`M${x + 2} 2L${x + CELL - 2} ${CELL - 2}M${x + CELL - 2} 2L${x + 2} ${CELL - 2}`} />
      )}
    </g>
  );
}
