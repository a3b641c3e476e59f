import type { GuardedStack } from './guarded-stack';
import type { NamedThing } from './named-thing';

/**
 * How much of a long stack name and of a long logical ID is certain to be in a generated name: CloudFormation shortens
 * both until the name fits its service (64 characters for a function or a role), from the end.
 */
export const CERTAIN_LENGTH = 20;

/** Whether a thing is the stack's own, by its name. */
export function isOwnName(stack: GuardedStack, { kind, name }: NamedThing): boolean {
  if (stack.known.some((known) => known.kind === kind && known.name === name)) return true;
  if (kind === 'stack' || kind === 'dashboard') return name === stack.name;
  if (kind === 'alarm') return stack.alarms.some((alarm) => name === `${stack.name}-${alarm}`);
  return kind === 'bucket'
    ? isGenerated(name, stack.name.toLowerCase(), stack.prefix.toLowerCase())
    : isGenerated(name, stack.name, stack.prefix);
}

/** Whether CloudFormation made a name: `<stack>-<logical ID>-<random>`. */
function isGenerated(name: string, stack: string, prefix: string): boolean {
  const begun = commonLength(name, stack);
  if (begun < Math.min(stack.length, CERTAIN_LENGTH) || name[begun] !== '-') return false;
  const logicalId = name.slice(begun + 1);
  const certain = prefix.slice(0, CERTAIN_LENGTH);
  // A hyphen would be that of another stack, whose name goes on.
  return logicalId.startsWith(certain) && logicalId.length > certain.length && logicalId[certain.length] !== '-';
}

function commonLength(one: string, other: string): number {
  let length = 0;
  while (length < one.length && length < other.length && one[length] === other[length]) length += 1;
  return length;
}

/** What every record that names something of the stack holds. */
export function namesToWatch({ name, known }: GuardedStack): readonly string[] {
  const begun = name.slice(0, CERTAIN_LENGTH);
  const own = [...new Set([begun, begun.toLowerCase()])];
  const others = known.map((thing) => thing.name).filter((other) => !own.some((each) => other.includes(each)));
  return [...own, ...new Set(others)];
}
