import { safeJson } from '../../core/text/safe-text';

/** Lines of JSON as they may go to a terminal, still the same JSON: what forges what a terminal shows is escaped. */
export function safeLines(lines: Buffer): Buffer {
  const texts = lines.toString().split('\n');
  return Buffer.from(texts.map(safeJson).join('\n'));
}
