import type { Condition } from '../match/condition';

/** The texts of which a field must have one for a condition to hold. Undefined if that is unknown. */
export function requiredLiterals(condition: Condition, field: string): ReadonlySet<string> | undefined {
  if (condition.kind === 'not') return undefined;
  if (condition.kind === 'test') {
    const { literals } = condition.test;
    return condition.test.field === field && literals !== undefined ? new Set(literals) : undefined;
  }
  const parts = condition.parts.map((part) => requiredLiterals(part, field));
  if (condition.kind === 'and') return parts.find((part) => part !== undefined);
  return parts.every((part) => part !== undefined) ? new Set(parts.flatMap((part) => [...part])) : undefined;
}
