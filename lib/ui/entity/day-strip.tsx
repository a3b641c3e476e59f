import type { Question } from '../../core/explorer/question';
import { inWindow } from '../../core/explorer/question-moves';
import { ArrowToolbar } from '../parts/arrow-toolbar';
import { plural } from '../parts/numbers';
import { useWidth } from '../parts/use-width';
import { hrefOf } from '../route/address';
import { lastDays, type TimeCount } from './entity-document';

const HEIGHT = 56;
const LEAST = 2;
const DAY_MS = 86_400_000;

interface StripProps {
  readonly times: readonly TimeCount[];
  readonly end: Date;
  readonly days: number;
  readonly question: Question;
}

/** Events by day; a day leads to its events. The same as a table. */
export function DayStrip({ times, end, days, question }: StripProps) {
  const [figure, width] = useWidth<HTMLDivElement>();
  const counts = lastDays(times, end, days);
  const highest = Math.max(1, ...counts.map(({ count }) => count));
  const step = width / days;
  const hrefTo = (day: string) =>
    hrefOf({
      page: 'events',
      question: inWindow(
        question,
        `${day}T00:00:00Z`,
        new Date(Date.parse(day) + DAY_MS).toISOString().replace('.000Z', 'Z'),
      ),
    });
  return (
    <figure class="histogram" aria-label={`Events by day, the last ${days} days`}>
      <div ref={figure} class="drawing">
        <ArrowToolbar width={width} height={HEIGHT} label="Events by day: arrows choose, Enter shows them">
          <line class="ground" x1="0" x2={width} y1={HEIGHT} y2={HEIGHT} />
          {counts.map(({ day, count }, at) => {
            const tall = count === 0 ? 0 : Math.max(LEAST, (count / highest) * (HEIGHT - LEAST));
            return (
              <a
                key={day}
                class="bar"
                href={hrefTo(day)}
                tabIndex={at === 0 ? 0 : -1}
                aria-label={`${day}: ${plural(count, 'event')}`}
              >
                <title>{`${day}: ${plural(count, 'event')}`}</title>
                <rect class="hit" x={at * step} y="0" width={step} height={HEIGHT} />
                <rect
                  class="part success"
                  x={at * step}
                  y={HEIGHT - tall}
                  width={Math.max(1, step - 1)}
                  height={tall}
                />
              </a>
            );
          })}
        </ArrowToolbar>
      </div>
      <p class="axis" aria-hidden="true">
        <span>{counts[0]?.day}</span>
        <span>{counts.at(-1)?.day}</span>
      </p>
      <details class="numbers">
        <summary>Numbers as a table</summary>
        <table>
          <caption class="hidden">Events by day</caption>
          <tbody>
            {counts
              .filter(({ count }) => count > 0)
              .map(({ day, count }) => (
                <tr key={day}>
                  <th scope="row">
                    <a href={hrefTo(day)}>{day}</a>
                  </th>
                  <td class="number">{count}</td>
                </tr>
              ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
