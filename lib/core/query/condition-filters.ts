import { partitionOfRegion } from '../resources/aws-partition';
import type { Resource } from '../resources/resource';
import { storedResourceId } from '../resources/stored-resource';
import type { StoredEvent } from '../rows/stored-event';
import { foldedId, HANDLE_DIGITS, roleName } from '../rows/term-row';
import { canonicalAddress } from '../text/ip-address';
import { storedField } from '../text/shortened-text';
import type { EventFilter, FilterContext, FilteredEvent, ListCondition, SwitchCondition } from './condition';
import { type ResourceSearch, resourceSearches } from './resource-search';

/** Fields of text. */
type TextField = {
  [Name in keyof StoredEvent]-?: StoredEvent[Name] extends string | undefined ? Name : never;
}[keyof StoredEvent];

const CHANGING: readonly string[] = ['changes', 'creates'];

/**
 * Passes an event whose field has one of the values, both in the form of `written`. An event without the field does not
 * pass.
 */
export function equals(name: TextField, written: (value: string) => string = storedField): ListCondition['holds'] {
  return (asked) => {
    const values = new Set(asked.map(written));
    return ({ [name]: value }) => value !== undefined && values.has(written(value));
  };
}

/** What CloudTrail's IDs have: what is as long is a whole one. */
const ID_LENGTH = 36;

/** An event by its ID, whole or from its beginning: at least the digits of a handle. */
export function hasEventId(asked: readonly string[]): EventFilter {
  const ids = asked.map(comparedId);
  return ({ eventID }) => {
    const id = eventID === undefined ? undefined : comparedId(eventID);
    return id !== undefined && ids.some((each) => id === each || (isBeginning(each) && id.startsWith(each)));
  };
}

function isBeginning({ length }: string): boolean {
  return length >= HANDLE_DIGITS && length < ID_LENGTH;
}

/** An ID without what says that it stands for a missing one: handles have the digits behind it. */
function comparedId(id: string): string {
  return caseless(id).replace(/^sha256:/, '');
}

/** A value in the form for comparison, if letter case does not matter. */
export function caseless(value: string): string {
  return storedField(value).toLowerCase();
}

/** An address in its canonical form. Leaves the name of a service as it is. */
export function canonical(address: string): string {
  return canonicalAddress(address) ?? storedField(address);
}

/** Passes an event of one of the actors, under any of the actor's names. */
export function byActor(asked: readonly string[]): EventFilter {
  const names = new Set(asked.map(caseless));
  return ({ actor, actorAliases = [] }) =>
    [...(actor === undefined ? [] : [actor]), ...actorAliases].some((name) => names.has(caseless(name)));
}

/** The test of a flag. Passes everything if the flag is not given. */
export function only(filter: EventFilter): SwitchCondition['holds'] {
  return (isAsked) => (isAsked ? filter : undefined);
}

/** Leaves out related calls, unless the question asks for them, or for a resource, which they may have touched. */
export function relatedToo(isAsked: boolean, { resources }: FilterContext): EventFilter | undefined {
  return isAsked || resources.length > 0 ? undefined : ({ related }) => related !== true;
}

/** Leaves out calls that tamper with the system itself, unless the question asks for them or for a resource. */
export function guardToo(isAsked: boolean, { resources }: FilterContext): EventFilter | undefined {
  return isAsked || resources.length > 0 ? undefined : ({ guard }) => guard !== true;
}

/**
 * Passes an event that touched one of the resources, or with `--changed` changed one. Without `--changed`, also passes
 * an event whose text only mentions a node in question.
 */
export function touches(asked: readonly string[], { changed }: FilterContext): EventFilter {
  const byId = searchesById(asked.flatMap(resourceSearches));
  return (event) => {
    const isFound = (resource: Resource) =>
      (byId.get(foldedId(resource.id)) ?? []).some((search) => isSearched(resource, search, event)) &&
      (!changed || CHANGING.includes(resource.relation));
    const isMentioned = (id: string) => (byId.get(foldedId(id)) ?? []).some(({ place }) => isThere({}, place, event));
    return (event.resources ?? []).some(isFound) || (!changed && (event.mentions ?? []).some(isMentioned));
  };
}

function searchesById(searches: readonly ResourceSearch[]): ReadonlyMap<string, readonly ResourceSearch[]> {
  const byId = new Map<string, ResourceSearch[]>();
  for (const search of searches) {
    const id = foldedId(storedResourceId(search.id));
    byId.set(id, [...(byId.get(id) ?? []), search]);
  }
  return byId;
}

function isSearched(resource: Resource, { kind, place }: ResourceSearch, event: FilteredEvent): boolean {
  const isOfKind = kind === undefined || kind === resource.kind || (place !== undefined && resource.kind === 'other');
  return isOfKind && isThere(resource, place, event);
}

/**
 * Whether a resource is where an ARN says. It is where the record is, unless the row says otherwise. For rows of index
 * version 1, that is unknown.
 */
function isThere(
  resource: Pick<Resource, 'account' | 'region'>,
  place: ResourceSearch['place'],
  { recipientAccountId, awsRegion, indexVersion }: FilteredEvent,
): boolean {
  if (place === undefined || indexVersion === 1) return true;
  const [account, region] = [resource.account ?? recipientAccountId, resource.region ?? awsRegion];
  return (
    isSameOrUnknown(account, place.account) &&
    isSameOrUnknown(region, place.region) &&
    (region === undefined || partitionOfRegion(region) === place.partition)
  );
}

function isSameOrUnknown(one: string | undefined, other: string | undefined): boolean {
  return one === undefined || other === undefined || one === other;
}

/**
 * A name means the role in any account, an ARN the role of its account. Paths are not compared: a name is unique in its
 * account, and if CloudTrail named no issuer, the path is lost (`roleArnOf`).
 */
export function hasRole(asked: readonly string[]): EventFilter {
  return ({ roleArn }) => roleArn !== undefined && asked.some((role) => isRole(roleArn, role));
}

function isRole(roleArn: string, asked: string): boolean {
  if (roleName(roleArn) !== roleName(asked)) return false;
  return !asked.startsWith('arn:') || accountOf(roleArn) === accountOf(asked);
}

/** `arn:<partition>:iam::<account>` of an ARN. */
function accountOf(arn: string): string {
  return arn.split(':', 5).join(':');
}

/** Passes an event with one of the error codes. With `any`, an event that did not succeed. */
export function hasError(asked: readonly string[]): EventFilter {
  const isAny = asked.includes('any');
  const codes = new Set(asked.map(storedField));
  return ({ errorCode, outcome }) =>
    (isAny && outcome !== 'success') || (errorCode !== undefined && codes.has(errorCode));
}

/** Passes an event whose reason contains one of the texts, in any letter case. */
export function givesReason(asked: readonly string[]): EventFilter {
  const texts = asked.map((text) => text.toLowerCase());
  return ({ reason }) => reason !== undefined && texts.some((text) => reason.toLowerCase().includes(text));
}
