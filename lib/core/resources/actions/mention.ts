import type { JsonObject } from '../../record/json';
import type { Relation, ResourceKind } from '../resource';
import type { ValuePath } from '../value-path';

/**
 * How a value is read: as the name of a resource of one kind, or as one of the shapes that name several kinds of thing:
 * - `selection`: `{key: 'tag:Env', values: ['prod']}`, an element of `targets`;
 * - `typedResource`: an object with `resourceType` and `resourceId`;
 * - `defaultHostRole`: the value of the service setting that gives every instance a role;
 * - `complianceAssociations`: the associations among the items of a compliance report.
 */
export type MentionKind = ResourceKind | 'selection' | 'typedResource' | 'defaultHostRole' | 'complianceAssociations';

/** What an action does with a resource, where the record's other members decide it. */
export type RelationOf = (record: JsonObject) => Relation;

/** One place where an action names a resource, what stands there, and what the action does with it. */
export type Mention = readonly [path: ValuePath, kind: MentionKind, relation: Relation | RelationOf];

/** The mentions of each action, by `eventName`. */
export type ActionTable = Readonly<Record<string, readonly Mention[]>>;

/** Other accounts, by id or organizational unit, in which an automation or association runs, and as which role. */
export const TARGET_LOCATIONS: readonly Mention[] = [
  ['request.targetLocations.accounts', 'account', 'target'],
  ['request.targetLocations.targets', 'selection', 'target'],
  ['request.targetLocations.executionRoleName', 'role', 'uses'],
];
