import { useMemo, useRef, useState } from 'preact/hooks';
import type { AnswerCounts } from '../../core/explorer/answer-counter';
import { barsOf, timeOfRef } from '../../core/explorer/bars';
import type { Question } from '../../core/explorer/question';
import { inWindow } from '../../core/explorer/question-moves';
import { announce } from '../parts/announce';
import { plural, shownSpan, shownTime } from '../parts/numbers';
import { useWidth } from '../parts/use-width';
import { hrefOf } from '../route/address';
import { navigate } from '../route/route';
import { BarMenu } from './bar-menu';
import { type Brush, brushedSpan, moved } from './brush';
import { HistogramBar, Patterns } from './histogram-bar';
import { HistogramTable } from './histogram-table';
import { Legend } from './legend';
import type { RuleMarks } from './rule-marks';
import { WindowForm } from './window-form';

const HEIGHT = 96;
/** Above the bars, for the marks of rules. */
const MARKS = 8;

interface HistogramProps {
  readonly counts: AnswerCounts;
  readonly question: Question;
  readonly marks: RuleMarks;
}

/** Events over time, stacked by outcome. A bar narrows the window to it; dragging, or Shift and arrows, to several. */
export function Histogram({ counts: { timeline, read, isWhole }, question, marks }: HistogramProps) {
  const [figure, width] = useWidth<HTMLDivElement>();
  const [brush, setBrush] = useState<Brush>();
  const [menu, setMenu] = useState<number>();
  const dragged = useRef(false);
  const times = useMemo(() => [...marks.keys()].flatMap((ref) => timeOfRef(ref) ?? []), [marks]);
  const bars = useMemo(() => barsOf(timeline.buckets, { width, height: HEIGHT }, times), [timeline, width, times]);
  const hrefTo = (each: Brush) => {
    const { since, until } = brushedSpan(bars, each);
    return hrefOf({ page: 'events', question: inWindow(question, since, until) });
  };
  const barAt = (event: MouseEvent) => {
    const { left } = (event.currentTarget as Element).getBoundingClientRect();
    return Math.max(0, Math.min(bars.length - 1, Math.floor(((event.clientX - left) / width) * bars.length)));
  };
  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (event.key === 'Enter' && brush) {
      event.preventDefault();
      navigate(hrefTo(brush));
      setBrush(undefined);
    } else if (step !== undefined) {
      event.preventDefault();
      const next = moved(brush, step, event.shiftKey, bars.length);
      setBrush(next);
      figure.current?.querySelectorAll<SVGElement>('a.bar')[next.to]?.focus();
      const { since, until, count } = brushedSpan(bars, next);
      announce(`${shownSpan(since, until)}: ${plural(count, 'event')}`);
    } else if (event.key === 'Escape') setBrush(undefined);
  };
  const onDown = (event: PointerEvent) => {
    dragged.current = false;
    if (event.button === 0) setBrush({ from: barAt(event), to: barAt(event) });
  };
  const onMove = (event: PointerEvent) => {
    if (!brush || (event.buttons & 1) === 0 || barAt(event) === brush.to) return;
    dragged.current = true;
    setBrush({ ...brush, to: barAt(event) });
  };
  const onUp = () => {
    if (brush && dragged.current) navigate(hrefTo(brush));
    setBrush(undefined);
  };
  const onMenu = (event: MouseEvent) => {
    event.preventDefault();
    const bars = [...(figure.current?.querySelectorAll('a.bar') ?? [])];
    const hit = bars.findIndex((bar) => bar.contains(event.target as Node));
    // Where a key opens it, the event is at the bar that has the focus, and its place on the screen says nothing.
    setMenu(hit < 0 ? barAt(event) : hit);
  };
  const onMenuClosed = () => {
    const held = figure.current?.querySelector('details')?.contains(document.activeElement);
    if (held && menu !== undefined) figure.current?.querySelectorAll<SVGElement>('a.bar')[menu]?.focus();
    setMenu(undefined);
  };
  if (bars.length === 0) return null;
  const withMenu = menu === undefined ? undefined : bars[menu];
  const span = brush && brushedSpan(bars, brush);
  return (
    <figure class="histogram" aria-label="Events over time">
      <figcaption>
        <Legend question={question} buckets={timeline.buckets} hasMarks={times.length > 0} />
        <span class="muted">
          {span
            ? `${shownSpan(span.since, span.until)}: ${plural(span.count, 'event')}`
            : `${isWhole ? plural(read, 'event') : `the first ${plural(read, 'event')}`}, highest bar ${Math.max(...bars.map(({ count }) => count))}`}
          {timeline.withoutTime > 0 && `, ${timeline.withoutTime} without a time are not shown`}
        </span>
      </figcaption>
      <div ref={figure} class="drawing">
        <svg
          width={width}
          height={HEIGHT + MARKS}
          role="toolbar"
          aria-label="Bars: arrows choose, Shift extends, Enter narrows, the key for menus has more"
          onKeyDown={onKey}
          onPointerDown={onDown}
          onPointerMove={onMove}
          onPointerUp={onUp}
          onContextMenu={onMenu}
          onClickCapture={(event) => dragged.current && event.preventDefault()}
        >
          <Patterns />
          <g transform={`translate(0 ${MARKS})`}>
            <line class="ground" x1="0" x2={width} y1={HEIGHT} y2={HEIGHT} />
            {bars.map((bar, at) => (
              <HistogramBar
                key={bar.since}
                bar={bar}
                height={HEIGHT}
                href={hrefTo({ from: at, to: at })}
                isIn={isWithin(brush, at)}
                isStop={at === (brush?.to ?? 0)}
              />
            ))}
          </g>
        </svg>
        {withMenu && (
          <BarMenu key={withMenu.since} bar={withMenu} question={question} width={width} onClose={onMenuClosed} />
        )}
      </div>
      <p class="axis" aria-hidden="true">
        <span>{shownTime(bars[0]?.since)}</span>
        <span>{shownTime(bars.at(-1)?.until)}</span>
      </p>
      <div class="beside">
        <WindowForm question={question} since={bars[0]?.since} until={bars.at(-1)?.until} />
        <HistogramTable bars={bars} question={question} />
      </div>
    </figure>
  );
}

function isWithin(brush: Brush | undefined, at: number): boolean {
  return brush !== undefined && at >= Math.min(brush.from, brush.to) && at <= Math.max(brush.from, brush.to);
}
