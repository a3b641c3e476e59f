import type { Bar } from '../../core/explorer/bars';
import type { Question } from '../../core/explorer/question';
import { inWindow } from '../../core/explorer/question-moves';
import { OUTCOMES } from '../../core/record/outcome';
import { Menu } from '../parts/menu';
import { shownSpan } from '../parts/numbers';
import { hrefOf } from '../route/address';
import { WindowItems } from './window-menu';

/** The numbers of the histogram as a table, without the stretches in which nothing happened. */
export function HistogramTable({ bars, question }: { bars: readonly Bar[]; question: Question }) {
  return (
    <details class="numbers">
      <summary>Numbers as a table</summary>
      <table>
        <caption class="hidden">Events over time by outcome</caption>
        <thead>
          <tr>
            <th scope="col">Time (UTC)</th>
            <th scope="col">Events</th>
            {OUTCOMES.map((outcome) => (
              <th key={outcome} scope="col">
                {outcome}
              </th>
            ))}
            <th scope="col">caught</th>
            <th scope="col">
              <span class="hidden">More</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {bars
            .filter(({ count }) => count > 0)
            .map((bar) => (
              <Row key={bar.since} bar={bar} question={question} />
            ))}
        </tbody>
      </table>
    </details>
  );
}

function Row({ bar, question }: { bar: Bar; question: Question }) {
  const { since, until, count, parts, caught } = bar;
  return (
    <tr>
      <th scope="row">
        <a href={hrefOf({ page: 'events', question: inWindow(question, since, until) })}>{shownSpan(since, until)}</a>
      </th>
      <td class="number">{count}</td>
      {OUTCOMES.map((outcome) => (
        <td key={outcome} class="number">
          {parts.find((part) => part.outcome === outcome)?.count ?? 0}
        </td>
      ))}
      <td class="number">{caught}</td>
      <td class="moves">
        <Menu label={`More about ${shownSpan(since, until)}`}>
          {() => <WindowItems bar={bar} question={question} />}
        </Menu>
      </td>
    </tr>
  );
}
