import { safeJson } from '../../core/text/safe-text';

/** Lines of JSON that are safe for a terminal and still the same JSON. Escapes what can forge the display. */
export function safeLines(lines: Buffer): Buffer {
  const texts = lines.toString().split('\n');
  return Buffer.from(texts.map(safeJson).join('\n'));
}
