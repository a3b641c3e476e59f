import type { GuardedKind } from './guarded-call';
import type { GuardedStack } from './guarded-stack';
import type { NamedThing } from './named-thing';

/**
 * How much of a long stack name and of a long logical ID is certain to be in a generated name: CloudFormation shortens
 * both until the name fits its service (64 characters for a function or a role), from the end.
 */
export const CERTAIN_LENGTH = 20;

/**
 * Kinds whose names mean the same in either case: IAM distinguishes none (IAM API reference: CreateRole), names of buckets
 * have no capitals, and an ID of a key is hexadecimal.
 */
const CASELESS: ReadonlySet<string> = new Set<GuardedKind>(['bucket', 'key', 'policy', 'role']);

/** Whether a thing is the stack's own, by its name. */
export function isOwnName(stack: GuardedStack, thing: NamedThing): boolean {
  if (knownThing(stack, thing) !== undefined) return true;
  const { kind, name } = thing;
  if (kind === 'stack' || kind === 'dashboard') return name === stack.name;
  if (kind === 'alarm') return stack.alarms.some((alarm) => name === `${stack.name}-${alarm}`);
  return isGenerated(compared(kind, name), compared(kind, stack.name), compared(kind, stack.prefix));
}

/** The thing of a name of its own that a thing is, if it is one. */
export function knownThing({ known }: GuardedStack, { kind, name }: NamedThing): NamedThing | undefined {
  return known.find((each) => each.kind === kind && compared(kind, each.name) === compared(kind, name));
}

function compared(kind: GuardedKind, name: string): string {
  return CASELESS.has(kind) ? name.toLowerCase() : name;
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

/** What every record that names something of the stack holds, in either case. */
export function namesToWatch({ name, known }: GuardedStack): readonly string[] {
  const own = name.slice(0, CERTAIN_LENGTH).toLowerCase();
  const others = known.map((thing) => thing.name.toLowerCase()).filter((other) => !other.includes(own));
  return [own, ...new Set(others)];
}
