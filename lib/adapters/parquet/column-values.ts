import type { FittedObject, FittedValue } from '../../core/export/fitted-value';
import { isList, isPlain, type Shape } from '../../core/export/shape';

/** A value as the library takes it. */
export type ParquetValue =
  | string
  | number
  | bigint
  | boolean
  | Date
  | null
  | ParquetValue[]
  | { [name: string]: ParquetValue };

/** How many different texts of a column are known at once, and how long they may be: what repeats mostly is short and frequent. */
const MOST_TEXTS = 4_096;
const LONGEST_TEXT = 256;

/**
 * The values of one column, as they come. Each row is parsed by itself, so that equal texts would be so many copies: one of
 * them stands for all.
 */
export class ColumnValues {
  private readonly texts = new Map<string, string>();
  private values: ParquetValue[] = [];

  constructor(
    readonly name: string,
    private readonly shape: Shape,
  ) {}

  add(value: FittedValue | undefined): void {
    this.values.push(this.valueOf(this.shape, value));
  }

  /** The values so far, and forgets them. */
  take(): ParquetValue[] {
    const { values } = this;
    this.values = [];
    this.texts.clear();
    return values;
  }

  private valueOf(shape: Shape, value: FittedValue | undefined): ParquetValue {
    if (value === undefined || value === null) return null;
    if (!isPlain(shape)) return this.partsOf(shape, value);
    if (typeof value === 'string') return this.shared(value);
    if (shape === 'time') return new Date(Number(value));
    return shape === 'count' ? BigInt(Number(value)) : (value as number | boolean);
  }

  private partsOf(shape: Exclude<Shape, string>, value: FittedValue): ParquetValue {
    if (isList(shape)) return (value as readonly FittedValue[]).map((item) => this.valueOf(shape.items, item));
    const members = value as FittedObject;
    const parts: { [name: string]: ParquetValue } = {};
    for (const name of Object.keys(shape.members))
      parts[name] = this.valueOf(shape.members[name] ?? 'text', members[name]);
    return parts;
  }

  private shared(text: string): string {
    if (text.length > LONGEST_TEXT) return text;
    const known = this.texts.get(text);
    if (known !== undefined) return known;
    if (this.texts.size < MOST_TEXTS) this.texts.set(text, text);
    return text;
  }
}
