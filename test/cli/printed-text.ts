import type { Answer } from '../../lib/cli/render/answer';
import { printed } from '../../lib/cli/render/print-answer';
import type { OutputFormat } from '../../lib/cli/terminal/output';
import type { Screen } from '../../lib/cli/terminal/screen';

/** A screen that is wide enough for anything. */
export const WIDE_SCREEN: Screen = { width: 400, colour: false };

/** All that an answer prints in a form. */
export async function printedText<Row extends object>(
  answer: Answer<Row>,
  format: OutputFormat,
  screen = WIDE_SCREEN,
): Promise<string> {
  let text = '';
  for await (const piece of printed(answer, format, screen)) text += piece;
  return text;
}
