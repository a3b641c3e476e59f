import type { JsonValue } from '../record/json';
import { type Damage, NOT_JSON } from './damage';
import type { Span } from './open-span';

/** The value of a JSON text, or why it has none. */
export type Parsed<Value> =
  | { readonly value: Value; readonly damage?: undefined }
  | { readonly value?: undefined; readonly damage: Damage };

/** Parses the JSON text of a span, which must be UTF-8. `parse` throws `SyntaxError` if the text is not JSON. */
export function parseSpan<Value extends JsonValue>(span: Span, parse: (text: string) => Value): Parsed<Value> {
  const text = span.source.toString('utf8', span.start, span.end);
  try {
    return { value: parse(text) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    // Its message may quote the record, and secrets of a record must not reach an error.
    return { damage: NOT_JSON };
  }
}
