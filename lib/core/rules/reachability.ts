import { type Condition, type FieldTest, testsOf } from '../match/condition';
import { familyOf } from '../record/event-source';
import type { DetectionItem } from './detection';
import type { Finding } from './document-error';
import { isRecordField, similarRecordField } from './record-fields';

/**
 * Whether any record that this system keeps could satisfy a condition. Errs towards true: it judges event sources and
 * fields that CloudTrail does not have, each test by itself.
 */
export function canHold(condition: Condition): boolean {
  return outcomesOf(condition).holds;
}

/**
 * What there is to say about the lines of a detection: one finding where nothing can satisfy it, else one for each line
 * about a field that CloudTrail does not have, which never holds and is most often a slip.
 */
export function findingsOf(items: readonly DetectionItem[], canMatch: boolean): readonly Omit<Finding, 'file'>[] {
  const tests = items.flatMap(({ line, condition }) => testsOf(condition).map((test) => ({ line, test })));
  const fields = tests.flatMap(({ line, test }) => found(line, unknownFieldReason(test)));
  if (canMatch) return fields;
  const reasons = [...tests.flatMap(({ line, test }) => found(line, otherSourceReason(test))), ...fields];
  const line = reasons[0]?.line ?? items[0]?.line ?? 1;
  return [{ line, message: `can never match here: ${reasons.map(({ message }) => message).join('; ')}` }];
}

function found(line: number, message: string | undefined): readonly Omit<Finding, 'file'>[] {
  return message === undefined ? [] : [{ line, message }];
}

/** Which results a condition can have. */
interface Outcomes {
  readonly holds: boolean;
  readonly fails: boolean;
}

function outcomesOf(condition: Condition): Outcomes {
  if (condition.kind === 'test') return outcomesOfTest(condition.test);
  if (condition.kind === 'not') {
    const { holds, fails } = outcomesOf(condition.part);
    return { holds: fails, fails: holds };
  }
  const parts = condition.parts.map(outcomesOf);
  return condition.kind === 'and'
    ? { holds: parts.every(({ holds }) => holds), fails: parts.some(({ fails }) => fails) }
    : { holds: parts.some(({ holds }) => holds), fails: parts.every(({ fails }) => fails) };
}

function outcomesOfTest(test: FieldTest): Outcomes {
  if (unknownFieldOf(test) !== undefined) return { holds: test.holdsWhenAbsent, fails: !test.holdsWhenAbsent };
  return { holds: !asksForOtherSource(test), fails: true };
}

function unknownFieldReason(test: FieldTest): string | undefined {
  const unknown = unknownFieldOf(test);
  if (unknown === undefined) return undefined;
  const similar = similarRecordField(unknown);
  const hint = similar === undefined ? '' : `, names are case-sensitive: expected ${similar}`;
  return `CloudTrail records have no field "${unknown}"${hint}`;
}

function otherSourceReason(test: FieldTest): string | undefined {
  if (!asksForOtherSource(test)) return undefined;
  return `records of eventSource ${test.literals?.join(' or ') ?? 'as tested'} are not ingested, only those of Systems Manager`;
}

function unknownFieldOf({ field, reference }: FieldTest): string | undefined {
  return [field, reference].find((path) => path !== undefined && !isRecordField(path));
}

/** A wildcard or expression is tried on the sources known today. */
function asksForOtherSource({ field, text, literals }: FieldTest): boolean {
  if (field !== 'eventSource' || text === undefined) return false;
  return literals === undefined ? !INGESTED_SOURCES.some(text) : !literals.some(isIngested);
}

/** Sources that records are kept of: Systems Manager's, a stage before release, and KMS for calls on a parameter. */
const INGESTED_SOURCES = [
  'ssm',
  'ssm-guiconnect',
  'ssm-incidents',
  'gamma-ssm-incidents',
  'ssm-contacts',
  'ssm-quicksetup',
  'ssm-sap',
  'ssmmessages',
  'ec2messages',
  'kms',
].map((label) => `${label}.amazonaws.com`);

function isIngested(eventSource: string): boolean {
  return familyOf({ eventSource, requestParameters: { encryptionContext: { PARAMETER_ARN: 'any' } } }) !== 'other';
}
