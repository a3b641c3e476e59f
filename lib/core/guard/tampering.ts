import { isJsonObject, type JsonValue, member, textAt } from '../record/json';
import type { Resource } from '../resources/resource';
import { guardedCall } from './guard-table';
import type { GuardedCall } from './guarded-call';
import type { GuardedStack } from './guarded-stack';
import { type NamedThing, namedThing } from './named-thing';
import { isOwnName, knownThing } from './own-name';
import { refusedOn } from './refused-on';

/** Kinds whose names mean the same in every region; a bucket's mean the same in every account. */
const GLOBAL: ReadonlySet<string> = new Set(['role', 'policy', 'dashboard', 'bucket']);

/** A call names few things: what a list has beyond this is left out. */
const MAX_LISTED = 100;

/**
 * What of a stack a record's call tampers with, or tried to: empty for calls of others on others, for calls that change
 * nothing, and for resources of other stacks.
 */
export function tamperedBy(record: JsonValue | undefined, stack: GuardedStack): readonly Resource[] {
  const call = guardedCall(textAt(record, 'eventSource') ?? '', textAt(record, 'eventName') ?? '');
  if (call === undefined) return [];
  const own = textsOf(record, call).flatMap((text) => {
    const thing = namedThing(text, call.kind);
    return thing && isOwn(thing, call, record, stack) ? [thing] : [];
  });
  return distinct(own).map(({ name, kind }) => ({ id: name, kind, relation: 'changes' }));
}

function textsOf(record: JsonValue | undefined, { named }: GuardedCall): readonly string[] {
  return [
    ...named.flatMap((path) => textsAt(record, path.split('.'))),
    ...resourceArns(record),
    ...refusedOn(textAt(record, 'errorMessage') ?? ''),
  ];
}

function textsAt(value: JsonValue | undefined, path: readonly string[]): readonly string[] {
  const [step, ...rest] = path;
  if (step !== undefined) return textsAt(member(value, step), rest);
  const values = Array.isArray(value) ? value.slice(0, MAX_LISTED) : [value];
  return values.flatMap((each) => (typeof each === 'string' ? [each] : []));
}

function resourceArns(record: JsonValue | undefined): readonly string[] {
  const resources = member(record, 'resources');
  if (!Array.isArray(resources)) return [];
  return resources.slice(0, MAX_LISTED).flatMap((each) => (isJsonObject(each) ? (textAt(each, 'ARN') ?? []) : []));
}

function isOwn(
  thing: NamedThing,
  { ofLogs }: GuardedCall,
  record: JsonValue | undefined,
  stack: GuardedStack,
): boolean {
  if (ofLogs && thing.name.toLowerCase() !== stack.logBucket) return false;
  return isOwnName(stack, thing) && isOwnPlace(thing, record, stack);
}

/** A plain name means the account and region of the record. Where neither is told, the name decides. */
function isOwnPlace(thing: NamedThing, record: JsonValue | undefined, stack: GuardedStack): boolean {
  if (thing.kind === 'bucket') return true;
  const known = knownThing(stack, thing);
  const account = thing.account ?? textAt(record, 'recipientAccountId');
  const region = thing.region ?? textAt(record, 'awsRegion');
  const isThere = account === undefined || account === (known?.account ?? stack.account);
  return isThere && (GLOBAL.has(thing.kind) || region === undefined || region === (known?.region ?? stack.region));
}

function distinct(things: readonly NamedThing[]): readonly NamedThing[] {
  return [...new Map(things.map((thing) => [`${thing.kind} ${thing.name}`, thing])).values()];
}
