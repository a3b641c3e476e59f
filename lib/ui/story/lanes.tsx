import { LANES, type Lane, type StoryRow } from '../../core/story/story';
import { shownTime } from '../parts/numbers';
import { useWidth } from '../parts/use-width';
import { hrefOf } from '../route/address';
import { LANE_TITLES, pointsOf, type StoryPoint } from './story-document';

const LANE_HEIGHT = 34;
const MARGIN = 12;
const SIZE = 6;

/** The lanes of a story on one axis of time. Its rows are the same as a table. */
export function Lanes({ rows, isOpen }: { rows: readonly StoryRow[]; isOpen: boolean }) {
  const [figure, width] = useWidth<HTMLDivElement>();
  const lanes = LANES.filter((lane) => rows.some((row) => row.lane === lane));
  if (lanes.length === 0) return null;
  const { points, from, to } = pointsOf(rows);
  return (
    <figure class="lanes" aria-label="Lanes over time; the table of events has the same">
      <div ref={figure}>
        <svg
          width={width}
          height={lanes.length * LANE_HEIGHT}
          role="toolbar"
          aria-label="Events of the story over time"
        >
          {lanes.map((lane, at) => (
            <LaneOf
              key={lane}
              lane={lane}
              points={points.filter(({ row }) => row.lane === lane)}
              y={at * LANE_HEIGHT}
              width={width}
              isOpen={isOpen && lane === 'principal'}
            />
          ))}
        </svg>
      </div>
      <p class="axis">
        <span>{shownTime(new Date(from).toISOString())}</span>
        <span>{shownTime(new Date(to).toISOString())}</span>
      </p>
    </figure>
  );
}

interface LaneProps {
  readonly lane: Lane;
  readonly points: readonly StoryPoint[];
  readonly y: number;
  readonly width: number;
  /** Whether no record tells the end. */
  readonly isOpen: boolean;
}

function LaneOf({ lane, points, y, width, isOpen }: LaneProps) {
  const line = y + LANE_HEIGHT - SIZE - 4;
  const end = Math.max(0, ...points.map(({ at }) => at));
  const x = (at: number) => MARGIN + at * (width - 2 * MARGIN);
  return (
    <g class="lane">
      <text x="0" y={y + 12}>
        {LANE_TITLES[lane]} ({points.length})
      </text>
      <line x1={MARGIN} x2={width - MARGIN} y1={line} y2={line} />
      {isOpen && <line class="open" x1={x(end)} x2={width} y1={line} y2={line} />}
      {points.map(({ row, at }) => (
        <Point key={row.event.ref} row={row} x={x(at)} y={line} />
      ))}
    </g>
  );
}

function Point({ row: { event, under }, x, y }: { row: StoryRow; x: number; y: number }) {
  const text = `${shownTime(event.eventTime)} ${event.eventName}${event.outcome === 'success' ? '' : `, ${event.outcome}`}`;
  const size = under === undefined ? SIZE : SIZE / 2;
  return (
    <a href={hrefOf({ page: 'event', ref: event.ref, question: [] })} tabIndex={-1} aria-label={text}>
      <title>{text}</title>
      {event.outcome === 'success' ? (
        <circle class="point" cx={x} cy={y} r={size} />
      ) : (
        <path
          class={`point ${event.outcome}`}
          d={`M${x - size} ${y - size}L${x + size} ${y + size}M${x + size} ${y - size}L${x - size} ${y + size}`}
        />
      )}
    </a>
  );
}
