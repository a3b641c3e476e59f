import { type Condition, type FieldTest, testsOf } from '../match/condition';
import { foldCase, scalarText } from '../match/scalar-text';
import { member } from '../record/json';
import type { DetectionItem } from './detection';
import { type RecordClass, recordClasses } from './record-classes';
import { isRecordField, similarRecordField } from './record-fields';
import type { Finding } from './yaml/document-error';

/**
 * Whether any record that this system keeps could satisfy a condition. In doubt, it says yes. It judges event sources,
 * calls of KMS and fields that CloudTrail does not have, each test separately.
 */
export function canHold(condition: Condition): boolean {
  return recordClasses(sourcesIn(condition)).some((each) => mayHold(condition, each));
}

/**
 * The findings about the lines of a detection: one finding if nothing can satisfy it. Otherwise, one for each line that
 * no kept record satisfies together with the rest, and one for each source or call that a line names in vain. Mostly,
 * this is a typing error, or a branch that was written for other logs.
 */
export function findingsOf(items: readonly DetectionItem[], condition: Condition): readonly Omit<Finding, 'file'>[] {
  const remarks = items.flatMap((item) => item.remarks);
  const all = recordClasses(sourcesIn(condition));
  const reached = reachable(condition);
  const required = new Set(reached.length > 0 ? testsThatMustHold(condition) : []);
  const reasons = items.flatMap(({ line, condition: item }) =>
    testsOf(item).flatMap((test) =>
      reasonsOf(test, required.has(test) ? reached : all).map((message) => ({ line, message })),
    ),
  );
  if (reached.length > 0) return [...remarks, ...reasons];
  const line = reasons[0]?.line ?? items[0]?.line ?? 1;
  const why = reasons.map(({ message }) => message).join('; ') || 'no indexed record satisfies the whole condition';
  return [...remarks, { line, message: `can never match here: ${why}` }];
}

/** The tests of a condition that are not behind a "not". Those of a branch must hold to reach it. */
function testsThatMustHold(condition: Condition, isNegated = false): readonly FieldTest[] {
  if (condition.kind === 'test') return isNegated ? [] : [condition.test];
  if (condition.kind === 'not') return testsThatMustHold(condition.part, !isNegated);
  return condition.parts.flatMap((part) => testsThatMustHold(part, isNegated));
}

/** Whether a condition can hold for some record of a class. In doubt, it says yes. */
export function mayHold(condition: Condition, of: RecordClass): boolean {
  return outcomesOf(condition, of).holds;
}

/** The classes of records that a condition can hold for. */
function reachable(condition: Condition): readonly RecordClass[] {
  return recordClasses(sourcesIn(condition)).filter((each) => mayHold(condition, each));
}

function sourcesIn(condition: Condition): readonly string[] {
  return testsOf(condition).flatMap(({ field, literals }) => (field === 'eventSource' ? (literals ?? []) : []));
}

/** Which results a condition can have for the records of a class. */
interface Outcomes {
  readonly holds: boolean;
  readonly fails: boolean;
}

function outcomesOf(condition: Condition, of: RecordClass): Outcomes {
  if (condition.kind === 'test') return outcomesOfTest(condition.test, of);
  if (condition.kind === 'not') {
    const { holds, fails } = outcomesOf(condition.part, of);
    return { holds: fails, fails: holds };
  }
  return outcomesOfParts(condition.parts, condition.kind === 'and', of);
}

/** One part that decides, for every record of the class, decides about all: the others are not asked. */
function outcomesOfParts(parts: readonly Condition[], isAnd: boolean, of: RecordClass): Outcomes {
  let [holds, fails] = isAnd ? [true, false] : [false, true];
  for (const part of parts) {
    const each = outcomesOf(part, of);
    if (isAnd ? !each.holds : !each.fails) return each;
    [holds, fails] = isAnd ? [holds, fails || each.fails] : [holds || each.holds, fails];
  }
  return { holds, fails };
}

function outcomesOfTest(test: FieldTest, { known, absent, excluded = {} }: RecordClass): Outcomes {
  const { field, literals, holdsWhenAbsent } = test;
  const isAbsent = unknownFieldOf(test) !== undefined || absent.some((path) => `${field}.`.startsWith(`${path}.`));
  if (isAbsent) return { holds: holdsWhenAbsent, fails: !holdsWhenAbsent };
  if (field === undefined) return { holds: true, fails: true };
  const isExcluded = !holdsWhenAbsent && literals?.every((text) => text === excluded[field]);
  if (isExcluded) return { holds: false, fails: true };
  if (!Object.hasOwn(known, field)) return { holds: true, fails: true };
  const holds = test.holds(known);
  return { holds, fails: !holds };
}

function reasonsOf(test: FieldTest, classes: readonly RecordClass[]): readonly string[] {
  const unknown = unknownFieldReason(test);
  if (unknown !== undefined) return [unknown];
  const inVain = (test.literals ?? []).filter((text) => !classes.some((each) => mayBe(each, test.field, text)));
  if (inVain.length > 0) return [reasonAgainst(test.field, inVain.join(' or '))];
  return classes.some((each) => outcomesOfTest(test, each).holds) ? [] : [reasonAgainst(test.field, 'as tested')];
}

/** Whether a record of a class may have a text in a field. */
function mayBe({ known }: RecordClass, field: string | undefined, text: string): boolean {
  const value = field === undefined ? undefined : scalarText(member(known, field));
  return value === undefined || foldCase(value) === text;
}

function reasonAgainst(field: string | undefined, values: string): string {
  if (field === 'eventSource') {
    return `records of eventSource ${values} are not indexed: only those of Systems Manager, of KMS on a parameter, of calls that tamper with this stack, and of neighbours that are turned on are`;
  }
  if (field === 'eventName') {
    return `records of eventName ${values} are not indexed: beside Systems Manager, only calls of KMS with the encryption context of a parameter, calls that tamper with this stack, and calls of neighbours that are turned on are`;
  }
  return `records that satisfy the other lines have no field "${field}"`;
}

function unknownFieldReason(test: FieldTest): string | undefined {
  const unknown = unknownFieldOf(test);
  if (unknown === undefined) return undefined;
  const similar = similarRecordField(unknown);
  const hint = similar === undefined ? '' : `, names are case-sensitive: expected ${similar}`;
  return `CloudTrail records have no field "${unknown}"${hint}`;
}

function unknownFieldOf({ field, reference }: FieldTest): string | undefined {
  return [field, reference].find((path) => path !== undefined && !isRecordField(path));
}
