/**
 * The shape of a column's values: text, a truth value, whole numbers of four and eight bytes, a time to the millisecond, a
 * JSON value as its text, a list, or an object with members. Every value may be absent.
 */
export type Shape = 'text' | 'boolean' | 'integer' | 'count' | 'time' | 'json' | ListShape | ObjectShape;

/** A list whose items have one shape. */
export interface ListShape {
  readonly items: Shape;
}

/** An object with known members, in the order in which they are written. */
export interface ObjectShape {
  readonly members: Columns;
}

/** Columns of a file, or members of an object, by their names. */
export type Columns = Readonly<Record<string, Shape>>;

const LISTED = ['text', 'boolean', 'integer', 'count', 'time', 'json'] as const;

/** Whether a shape has no parts. */
export function isPlain(shape: Shape): shape is (typeof LISTED)[number] {
  return typeof shape === 'string';
}

/** Whether a shape with parts is a list. */
export function isList(shape: ListShape | ObjectShape): shape is ListShape {
  return 'items' in shape;
}
