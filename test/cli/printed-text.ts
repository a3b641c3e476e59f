import type { Answer } from '../../lib/cli/render/answer';
import { printed } from '../../lib/cli/render/print-answer';
import type { OutputFormat } from '../../lib/cli/terminal/output';

/** All that an answer prints in a form. */
export async function printedText<Row extends object>(answer: Answer<Row>, format: OutputFormat): Promise<string> {
  let text = '';
  for await (const piece of printed(answer, format)) text += piece;
  return text;
}
