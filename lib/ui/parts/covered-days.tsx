import type { Question } from '../../core/explorer/question';
import { inWindow, narrowedTo } from '../../core/explorer/question-moves';
import { hrefOf } from '../route/address';
import { ArrowToolbar } from './arrow-toolbar';
import { type CoveredDay, type DayState, STATES } from './coverage-days';
import { plural } from './numbers';

/** The size of a day in pixels, what is left free beside it, and how high a line of days is: it has to be hit. */
export const CELL = 10;
const GAP = 2;
const LINE = 24;

const DAY_MS = 86_400_000;

interface DaysProps {
  readonly place: string;
  readonly days: readonly CoveredDay[];
  readonly question: Question;
  /** How many pixels there are. Days that have no room go on in another line. */
  readonly width: number;
}

/** The days of an account and region, each a link to its events there. */
export function CoveredDays({ place, days, question, width }: DaysProps) {
  const perLine = Math.max(1, Math.min(days.length, Math.floor(width / (CELL + GAP))));
  const lines = Math.ceil(days.length / perLine);
  return (
    <ArrowToolbar
      width={perLine * (CELL + GAP)}
      height={lines * LINE}
      label={`Days of ${place}: arrows choose, Enter shows its events`}
    >
      {days.map((day, at) => {
        const text = `${day.day}: ${STATES[day.state]}, ${plural(day.files, 'file')}`;
        return (
          <a
            key={day.day}
            class="bar covered"
            href={hrefTo(question, day)}
            tabIndex={at === 0 ? 0 : -1}
            aria-label={text}
          >
            <Day state={day.state} x={(at % perLine) * (CELL + GAP)} y={Math.floor(at / perLine) * LINE} title={text} />
          </a>
        );
      })}
    </ArrowToolbar>
  );
}

interface DayProps {
  readonly state: DayState;
  readonly x?: number;
  readonly y?: number;
  readonly title?: string;
}

/** Filled, crossed or hollow: none is told by its colour alone. */
export function Day({ state, x = 0, y = 0, title }: DayProps) {
  const top = title === undefined ? y : y + (LINE - CELL) / 2;
  return (
    <g class={`day ${state}`}>
      {title && <title>{title}</title>}
      {title && <rect class="hit" x={x} y={y} width={CELL + GAP} height={LINE} />}
      <rect class="mark" x={x + 0.5} y={top + 0.5} width={CELL - 1} height={CELL - 1} />
      {state === 'failed' && (
        <path
          d={`M${x + 2} ${top + 2}L${x + CELL - 2} ${top + CELL - 2}M${x + CELL - 2} ${top + 2}L${x + 2} ${top + CELL - 2}`}
        />
      )}
    </g>
  );
}

function hrefTo(question: Question, { day, account, region }: CoveredDay): string {
  const there = narrowedTo(narrowedTo(question, { flag: 'account', value: account }), {
    flag: 'region',
    value: region,
  });
  const next = new Date(Date.parse(day) + DAY_MS).toISOString();
  return hrefOf({ page: 'events', question: inWindow(there, day, next.slice(0, day.length)) });
}
