import { safeText } from '../../core/text/safe-text';
import { painted } from '../terminal/colour';
import { wrapped } from './wrapped-text';

/** A line of a block: its label and its text. The label is empty for a line that continues the one before. */
export type Labelled = readonly [label: string, text: string | undefined];

/** How a block is written. */
export interface BlockStyle {
  /** The terminal cells of a line. */
  readonly width: number;
  readonly colour: boolean;
}

/** Cells that labels take, and the gap behind them. */
const LABEL_WIDTH = 10;

/**
 * Labels and their texts, as lines that fit a terminal. Text is made safe here; labels are the program's own. Those without a
 * text are left out.
 */
export function labelledBlock(facts: readonly Labelled[], { width, colour }: BlockStyle): readonly string[] {
  return facts.flatMap(([label, text]) => {
    if (!text) return [];
    const head = label.padEnd(LABEL_WIDTH);
    const begin = colour && label !== '' ? painted('bold', head) : head;
    return wrapped(safeText(text), width - LABEL_WIDTH).map(
      (line, index) => `${index === 0 ? begin : ' '.repeat(LABEL_WIDTH)}${line}`,
    );
  });
}
