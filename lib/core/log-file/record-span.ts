import { type Damage, firstDamage, NOT_JSON, TOO_LONG } from './damage';
import { bytesOf, type Span, textIn } from './open-span';
import type { Token } from './token-reader';
import { NO_NAMES, type SourceHint } from './value-end';
import { traitsOf } from './value-traits';

/** One record of a file, or what is in its place. It is not always an object, because a broken writer may put anything there. */
export interface RecordSpan extends Span {
  /** The record's place among the records of the file, from 0. */
  readonly index: number;
  /** What is known of the record's event source without parsing it. */
  readonly hint: SourceHint;
  /** Whether there is white space between its tokens. True if that is unknown. */
  readonly hasSpaces: boolean;
  /** Why it cannot be read. Without damage the bytes are UTF-8, but `JSON.parse` may still refuse them. */
  readonly damage: Damage | undefined;
}

/**
 * The record that a token is. `isSuspect` says that its chunk has bytes that are no UTF-8, perhaps in this record. No
 * object is made here that is not needed: where every record of a file is handed on, this is what it takes.
 */
export function recordOf({ span, isCut, traits }: Token, isSuspect: boolean, index: number): RecordSpan {
  const { source, start, end, offset, sha256 } = span;
  const mayBeDamaged = isSuspect || isCut || traits.flawAt !== undefined;
  const damage = mayBeDamaged ? damageOf(span, traits.flawAt) : undefined;
  return { source, start, end, offset, sha256, index, hint: traits.hint, hasSpaces: traits.hasSpaces, damage };
}

function damageOf(span: Span, flawAt: number | undefined): Damage | undefined {
  return span.sha256 === undefined ? firstDamage(bytesOf(span), flawAt) : TOO_LONG;
}

/**
 * The record whose JSON a text holds, as the output of `lookup-events` has it, or undefined where it holds no object. Its
 * bytes are those of the JSON; it stands where the text does. A text that cannot be read stands for itself.
 */
export function recordInText(token: Token, index: number, names: readonly Buffer[] = NO_NAMES): RecordSpan | undefined {
  const text = recordOf(token, true, index);
  if (text.damage) return text;
  const json = textIn(text)?.trim();
  if (json === undefined) return { ...text, damage: NOT_JSON };
  if (!json.startsWith('{')) return undefined;
  const source = Buffer.from(json);
  const span = { source, start: 0, end: source.length, offset: text.offset, sha256: undefined };
  return recordOf({ span, isCut: true, traits: traitsOf(source, names) }, true, index);
}
