import type { JsonObject } from '../record/json';
import type { JsonTest } from './record-json';
import type { TextTest } from './text-test';

/** Whether a record, as parsed from a log, satisfies the condition. Never throws, whatever the record contains. */
export interface RecordPredicate {
  (record: JsonObject): boolean;
  /** What can be told before the record is parsed. Absent if nothing can. */
  readonly json?: JsonTest;
}

/** One test of one field, or of the whole record. */
export interface FieldTest {
  /** The path as written. Undefined for a keyword search, which reads every leaf. */
  readonly field: string | undefined;
  /** For `fieldref`, the path of the field to compare with. */
  readonly reference?: string;
  readonly holds: RecordPredicate;
  /** The test of text. Undefined if the test is about something else, such as presence. */
  readonly text?: TextTest;
  /** If the test holds only for texts that have certain parts: those of each pattern, one of which has to match. */
  readonly pieces?: readonly (readonly string[])[];
  /** If the test holds only for certain whole texts: all of them, in folded case. */
  readonly literals?: readonly string[];
  /** Whether the test holds for a record that does not have the field. */
  readonly holdsWhenAbsent: boolean;
}

/**
 * Tests joined by "and", "or" and "not". They are open to inspection, because an index of rules and the lint also read
 * them.
 */
export type Condition =
  | { readonly kind: 'test'; readonly test: FieldTest }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Condition[] }
  | { readonly kind: 'not'; readonly part: Condition };

/** A condition as a function, built once, so that evaluating it walks no tree. */
export function predicateOf(condition: Condition): RecordPredicate {
  if (condition.kind === 'test') return condition.test.holds;
  if (condition.kind === 'not') {
    const part = predicateOf(condition.part);
    return (record) => !part(record);
  }
  const parts = condition.parts.map(predicateOf);
  const isDecisive = condition.kind === 'or';
  return (record) => {
    for (const holds of parts) if (holds(record) === isDecisive) return isDecisive;
    return !isDecisive;
  };
}

/** Joins conditions. A single one stays as it is. */
export function joined(kind: 'and' | 'or', parts: readonly Condition[]): Condition {
  const [only, ...others] = parts;
  return only !== undefined && others.length === 0 ? only : { kind, parts };
}

/** Every test of a condition, wherever it stands in it. */
export function testsOf(condition: Condition): readonly FieldTest[] {
  if (condition.kind === 'test') return [condition.test];
  return condition.kind === 'not' ? testsOf(condition.part) : condition.parts.flatMap(testsOf);
}
