import type { JsonValue } from '../record/json';
import { BrokenLogFileError } from './broken-log-file-error';
import type { Span } from './open-span';

/** Parses the JSON text of a span with `parse`, or throws `BrokenLogFileError` at the byte where it is not JSON. */
export function parseSpan<Value extends JsonValue>(span: Span, parse: (text: string) => Value): Value {
  const text = span.source.toString('utf8', span.start, span.end);
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new BrokenLogFileError(span.offset + brokenByte(text, error), 'valid JSON', 'something else');
  }
}

/**
 * Where in the UTF-8 form of `text` it breaks, as far as V8's message tells; else 0, where the text begins. Of the message
 * only the number is used: it may quote the record, whose secrets belong into no error.
 */
function brokenByte(text: string, error: SyntaxError): number {
  const character = /at position (\d+)/.exec(error.message)?.[1];
  return character === undefined ? 0 : Buffer.byteLength(text.slice(0, Number(character)));
}
