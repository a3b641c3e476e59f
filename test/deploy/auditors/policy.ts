import type { AwsCall } from './aws-call';

/** A statement of a policy for principals, as IAM keeps it. */
export interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** What a statement may say. Another element, such as `NotAction`, would be overlooked here. */
const ELEMENTS = ['Sid', 'Effect', 'Action', 'Resource', 'Condition'];

/**
 * Whether a policy allows a call, as IAM evaluates it (IAM user guide, policy evaluation logic): what no statement allows
 * is denied, and what one denies is denied whatever the others say. Throws at what this evaluation does not know, because
 * a wrong verdict would be worse than none.
 */
export function isAllowed(statements: readonly Statement[], call: AwsCall): boolean {
  const matching = statements.filter((statement) => matches(statement, call));
  return matching.length > 0 && matching.every(({ Effect }) => Effect === 'Allow');
}

function matches(statement: Statement, call: AwsCall): boolean {
  const unknown = Object.keys(statement).find((element) => !ELEMENTS.includes(element));
  if (unknown !== undefined) throw new Error(`the element ${unknown} of a policy is not evaluated here`);
  const { Action, Resource, Condition = {} } = statement;
  return (
    [Action].flat().some((pattern) => isLike(call.action.toLowerCase(), pattern.toLowerCase())) &&
    [Resource].flat().some((pattern) => isLike(call.resource, pattern)) &&
    Object.entries(Condition).every(([operator, keys]) =>
      Object.entries(keys).every(([key, wanted]) => isMet(operator, call.context[key] ?? [], [wanted].flat())),
    )
  );
}

/** Whether values of a context key meet a condition. `ForAllValues` is met where there is none. */
function isMet(operator: string, values: readonly string[], wanted: readonly string[]): boolean {
  switch (operator) {
    case 'ForAllValues:StringEquals':
      return values.every((value) => wanted.includes(value));
    case 'StringEquals':
      return values.length > 0 && values.every((value) => wanted.includes(value));
    default:
      throw new Error(`the operator ${operator} of a condition is not evaluated here`);
  }
}

/** Whether a text is one that a pattern of IAM means: `*` stands for any characters, `?` for one. */
function isLike(text: string, pattern: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 's').test(text);
}
