import { unversioned } from '../../core/guard/guard-table';
import type { GuardedCall, GuardedKind, GuardedService } from '../../core/guard/guarded-call';
import type { GuardedNames, PatternValue } from './guarded-names';

/** A pattern for the `detail` of an event, which is the record. */
export type DetailPattern = Record<string, unknown>;

/** What CloudFormation does under these roles is a deployment, which nobody is told of. */
export type Deployers = readonly string[];

/** Calls of a service that one rule looks at. */
export interface WatchedCalls {
  readonly eventSource: string;
  readonly calls: readonly GuardedCall[];
}

/** What a deployment changes is told whoever made it. */
const ALWAYS_TOLD: readonly string[] = ['cloudtrail.amazonaws.com', 's3.amazonaws.com'];

/**
 * The pattern of records of calls that name a resource of the stack, or undefined if the stack has none of the kind.
 *
 * @param mappings UUIDs of the event source mappings, by which alone a refused call on one names it
 */
export function guardPattern(
  { eventSource, calls }: WatchedCalls,
  names: GuardedNames,
  deployers: Deployers,
  mappings: readonly string[] = [],
): DetailPattern | undefined {
  const places = placesOf(calls, names, mappings);
  if (places.length === 0) return undefined;
  return {
    eventSource: [eventSource],
    eventName: eventNamesOf(calls),
    ...(places.length === 1 ? places[0] : { $or: places }),
    ...(!ALWAYS_TOLD.includes(eventSource) && unlessDeployed(deployers)),
  };
}

/** Names that begin with another are taken by that. Versions of Lambda's API are not compared. */
function eventNamesOf(calls: readonly GuardedCall[]): readonly PatternValue[] {
  const isVersioned = calls.some(({ eventName }) => unversioned(eventName) !== eventName);
  const names = [...new Set(calls.map(({ eventName }) => unversioned(eventName)))].sort();
  if (!isVersioned) return names;
  const shortest = names.filter((name) => !names.some((other) => other !== name && name.startsWith(other)));
  return shortest.map((prefix) => ({ prefix }));
}

function placesOf(
  calls: readonly GuardedCall[],
  names: GuardedNames,
  mappings: readonly string[],
): readonly DetailPattern[] {
  const paths = new Map<string, readonly PatternValue[]>();
  for (const { named, kind } of calls) {
    for (const path of named) paths.set(path, valuesAt(path, kind, names));
  }
  const own = [...paths].flatMap(([path, values]) => (values.length > 0 ? [placed(path.split('.'), values)] : []));
  const keys =
    calls.some(({ kind }) => kind === 'key') && names.key.length > 0 ? [placed(['resources', 'ARN'], names.key)] : [];
  return [...own, ...keys, ...(mappings.length > 0 ? [placed(['requestParameters', 'uUID'], mappings)] : [])];
}

/** What a record has there: an ARN, a URL, or what people write, which may be either or a name. */
function valuesAt(path: string, kind: GuardedKind, names: GuardedNames): readonly PatternValue[] {
  const values = path.endsWith('eventSourceArn')
    ? [...names.queue, ...names.table]
    : names[isRole(path) ? 'role' : kind];
  if (path.endsWith('Arn') || isRole(path)) return values.filter((value) => textOf(value).startsWith('arn:'));
  return path.endsWith('Url') ? values.filter((value) => textOf(value).includes('/')) : values;
}

/** Whether a function's role stands there, which is an ARN. */
export function isRole(path: string): boolean {
  return path.endsWith('.role');
}

function textOf(value: PatternValue): string {
  if (typeof value === 'string') return value;
  if ('suffix' in value) return value.suffix;
  if ('wildcard' in value) return value.wildcard;
  return typeof value.prefix === 'string' ? value.prefix : value.prefix['equals-ignore-case'];
}

function placed([step = '', ...rest]: readonly string[], values: readonly PatternValue[]): DetailPattern {
  return { [step]: rest.length === 0 ? values : placed(rest, values) };
}

const BY_CLOUDFORMATION = 'cloudformation.amazonaws.com';

/** Everything but what CloudFormation does under one of the roles. */
function unlessDeployed(deployers: Deployers): DetailPattern {
  if (deployers.length === 0) return {};
  return {
    userIdentity: {
      $or: [
        { invokedBy: [{ exists: false }] },
        { invokedBy: [{ 'anything-but': [BY_CLOUDFORMATION] }] },
        { sessionContext: { sessionIssuer: { arn: [{ exists: false }] } } },
        { sessionContext: { sessionIssuer: { arn: [{ 'anything-but': [...deployers] }] } } },
      ],
    },
  };
}

/** CloudTrail's error codes of refusals; the first, with or without `Exception`. */
const DENIALS: readonly PatternValue[] = [
  { prefix: 'AccessDenied' },
  'Client.UnauthorizedOperation',
  { prefix: 'AuthorizationError' },
];

/**
 * The pattern of refused calls on a resource of the stack: their records have no request, and name the resource in the
 * message. The only patterns with wildcards, of which an event bus has 30.
 *
 * @param names what the resource's ARN holds
 */
export function denialPattern(services: readonly GuardedService[], names: readonly string[]): DetailPattern {
  return {
    eventSource: services.map(({ eventSource }) => eventSource),
    readOnly: [false],
    errorCode: DENIALS,
    errorMessage: names.map((name) => ({ wildcard: `* on resource: *${name}*` })),
  };
}
