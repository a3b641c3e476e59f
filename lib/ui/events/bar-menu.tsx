import { useEffect, useRef } from 'preact/hooks';
import type { Bar } from '../../core/explorer/bars';
import type { Question } from '../../core/explorer/question';
import { shownSpan } from '../parts/numbers';
import { WindowItems } from './window-menu';

interface MenuProps {
  readonly bar: Bar;
  readonly question: Question;
  /** How wide the drawing is: the menu opens to the side where there is room. */
  readonly width: number;
  readonly onClose: () => void;
}

/** The menu of a bar of the histogram, at that bar: opened by the right button, a long touch, or the key for menus. */
export function BarMenu({ bar, question, width, onClose }: MenuProps) {
  const menu = useRef<HTMLDetailsElement>(null);
  useEffect(() => menu.current?.querySelector('a')?.focus(), [bar]);
  const label = `More about ${shownSpan(bar.since, bar.until)}`;
  const side = bar.x > width / 2 ? 'leftwards' : 'rightwards';
  return (
    <details
      ref={menu}
      class={`menu of-bar ${side}`}
      style={{ left: `${bar.x}px` }}
      open
      onToggle={({ currentTarget }) => currentTarget.open || onClose()}
    >
      <summary aria-label={label} title={label}>
        <span aria-hidden="true">⋯</span>
      </summary>
      <WindowItems bar={bar} question={question} />
    </details>
  );
}
