import type { StoryRow } from '../../core/story/story';
import { ArrowToolbar } from '../parts/arrow-toolbar';
import { shownTime } from '../parts/numbers';
import { useWidth } from '../parts/use-width';
import { hrefOf } from '../route/address';
import { DRAWN_LANES, type DrawnLane, drawnLane } from './drawn-lanes';
import { pointsOf, type StoryDocument, type StoryPoint } from './story-document';

const LANE_HEIGHT = 34;
const MARGIN = 12;
const SIZE = 6;

/** How much room there is behind the last point where no end is recorded, in pixels. */
const OPEN_WIDTH = 72;

interface LanesProps extends Pick<StoryDocument, 'end'> {
  readonly rows: readonly StoryRow[];
}

/** The lanes of a story on one axis of time, up to its end or into the open. Its rows are the same as a table. */
export function Lanes({ rows, end }: LanesProps) {
  const [figure, width] = useWidth<HTMLDivElement>();
  const { points, from, to } = pointsOf(rows);
  const lanes = (Object.keys(DRAWN_LANES) as DrawnLane[]).filter((lane) =>
    points.some(({ row }) => drawnLane(row) === lane),
  );
  if (lanes.length === 0) return null;
  const isOpen = end !== null && !end.recorded;
  const length = width - 2 * MARGIN - (isOpen ? OPEN_WIDTH : 0);
  const height = lanes.length * LANE_HEIGHT;
  const x = (at: number) => MARGIN + at * length;
  return (
    <figure class="lanes" aria-label="Lanes over time; the table of events has the same">
      <div ref={figure}>
        <ArrowToolbar width={width} height={height} label="Events of the story over time: arrows choose, Enter opens">
          {lanes.map((lane, at) => (
            <LaneOf
              key={lane}
              lane={lane}
              points={points.filter(({ row }) => drawnLane(row) === lane)}
              y={at * LANE_HEIGHT}
              x={x}
              isStop={at === 0}
              openTo={isOpen && at === 0 ? width : undefined}
            />
          ))}
          {end?.recorded && end.eventTime !== undefined && (
            <line
              class="end"
              x1={x(placeOf(end.eventTime, from, to))}
              x2={x(placeOf(end.eventTime, from, to))}
              y1={0}
              y2={height}
            >
              <title>{`${end.text}, ${shownTime(end.eventTime)}`}</title>
            </line>
          )}
        </ArrowToolbar>
      </div>
      <p class="axis">
        <span>{shownTime(new Date(from).toISOString())}</span>
        <span>
          {shownTime(new Date(to).toISOString())}
          {isOpen && ', no end is recorded'}
        </span>
      </p>
    </figure>
  );
}

/** Where a time lies between the first and the last row. */
function placeOf(time: string, from: number, to: number): number {
  return Math.max(0, Math.min(1, (Date.parse(time) - from) / Math.max(1, to - from)));
}

interface LaneProps {
  readonly lane: DrawnLane;
  readonly points: readonly StoryPoint[];
  readonly y: number;
  /** Where a point lies, in pixels. */
  readonly x: (at: number) => number;
  /** Whether the key Tab stops at its first point. */
  readonly isStop: boolean;
  /** Up to where the lane goes on in the open; absent where it does not. */
  readonly openTo: number | undefined;
}

function LaneOf({ lane, points, y, x, isStop, openTo }: LaneProps) {
  const line = y + LANE_HEIGHT - SIZE - 4;
  return (
    <g class="lane">
      <text x="0" y={y + 12}>
        {DRAWN_LANES[lane]} ({points.length})
      </text>
      <line x1={x(0)} x2={x(1)} y1={line} y2={line} />
      {openTo !== undefined && <line class="open" x1={x(1)} x2={openTo} y1={line} y2={line} />}
      {points.map(({ row, at }, index) => (
        <Point key={row.event.ref} row={row} x={x(at)} y={line} isStop={isStop && index === 0} />
      ))}
    </g>
  );
}

interface PointProps {
  readonly row: StoryRow;
  readonly x: number;
  readonly y: number;
  readonly isStop: boolean;
}

function Point({ row: { event, under }, x, y, isStop }: PointProps) {
  const text = `${shownTime(event.eventTime)} ${event.eventName}${event.outcome === 'success' ? '' : `, ${event.outcome}`}`;
  const size = under === undefined ? SIZE : SIZE / 2;
  return (
    <a href={hrefOf({ page: 'event', ref: event.ref, question: [] })} tabIndex={isStop ? 0 : -1} aria-label={text}>
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
