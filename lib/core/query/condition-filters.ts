import type { Resource } from '../resources/resource';
import { storedResourceId } from '../rows/event-row';
import type { StoredEvent } from '../rows/stored-event';
import { roleName } from '../rows/term-row';
import { storedField } from '../text/shortened-text';
import type { EventFilter, FilterContext, ListCondition, SwitchCondition } from './condition';
import { type ResourceSearch, resourceSearches } from './resource-search';

/** Fields of text. */
type TextField = {
  [Name in keyof StoredEvent]-?: StoredEvent[Name] extends string | undefined ? Name : never;
}[keyof StoredEvent];

const CHANGING: readonly string[] = ['changes', 'creates'];

/** An event whose field has one of the values. One that has no such field has none of them. */
export function equals(name: TextField): ListCondition['holds'] {
  return (asked) => {
    const values = new Set(asked.map(storedField));
    return ({ [name]: value }) => value !== undefined && values.has(value);
  };
}

/** What a flag asks, and nothing where it is not given. */
export function only(filter: EventFilter): SwitchCondition['holds'] {
  return (isAsked) => (isAsked ? filter : undefined);
}

/** Related calls are left out unless they are asked for, or a resource is, which they may have touched. */
export function relatedToo(isAsked: boolean, { resources }: FilterContext): EventFilter | undefined {
  return isAsked || resources.length > 0 ? undefined : ({ related }) => related !== true;
}

/** An event that touched, or with `--changed` changed, one of the resources. */
export function touches(asked: readonly string[], { changed, answeredBy }: FilterContext): EventFilter {
  const searches = asked.flatMap(resourceSearches);
  const isMeant = (resource: Resource) =>
    searches.some((search) => isFound(resource, search)) && (!changed || CHANGING.includes(resource.relation));
  // The row lists a part of what the event touched: the term that found it knows better.
  const mayTouchMore = ({ resourcesOmitted }: StoredEvent) =>
    answeredBy === 'resource' && !changed && resourcesOmitted !== undefined;
  return (event) => (event.resources ?? []).some(isMeant) || mayTouchMore(event);
}

function isFound(resource: Resource, { id, kind }: ResourceSearch): boolean {
  return storedResourceId(id) === resource.id && (!kind || kind === resource.kind);
}

/**
 * A name stands for the role in any account, an ARN for that of its account. Paths are not compared: a name is a role's
 * alone in its account, and where CloudTrail named no issuer the path is lost (`roleArnOf`).
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

/** An event with one of the error codes; with `any`, one that is no success. */
export function hasError(asked: readonly string[]): EventFilter {
  const isAny = asked.includes('any');
  const codes = new Set(asked.map(storedField));
  return ({ errorCode, outcome }) =>
    (isAny && outcome !== 'success') || (errorCode !== undefined && codes.has(errorCode));
}

/** An event whose reason contains one of the texts, in any letter case. */
export function givesReason(asked: readonly string[]): EventFilter {
  const texts = asked.map((text) => text.toLowerCase());
  return ({ reason }) => reason !== undefined && texts.some((text) => reason.toLowerCase().includes(text));
}
