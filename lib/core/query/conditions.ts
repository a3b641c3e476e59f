import { containsText } from '../match/contains';
import { parseWhere } from '../match/where';
import { principalKey, QUARANTINE_PARTITION } from '../rows/event-keys';
import { flagged, list, onRecord } from './condition';
import {
  byActor,
  canonical,
  caseless,
  equals,
  givesReason,
  guardToo,
  hasError,
  hasEventId,
  hasRole,
  only,
  relatedToo,
  touches,
} from './condition-filters';
import { CONDITION_FLAGS } from './condition-flags';
import {
  actorKeys,
  addressKeys,
  byTerm,
  errorKeys,
  eventIdKeys,
  outcomeKeys,
  outcomesKeys,
  resourceKeys,
  roleKeys,
} from './condition-keys';
import { addressMistake, outcomeMistake } from './condition-mistakes';

/**
 * What you can ask by: for each condition its flag (`CONDITION_FLAGS`), how to test an event, and the key that answers it, if
 * any. The most selective come first: the first used condition with a key finds the rows, and all conditions are tested
 * on them. Questions, flags, plans and filters derive from this table.
 */
export const CONDITIONS = {
  /** Asks only for the records that could not be indexed. */
  quarantined: flagged(CONDITION_FLAGS.quarantined, () => undefined, {
    key: { by: 'quarantine', partitions: () => [{ table: 'events', value: QUARANTINE_PARTITION }] },
    reads: [],
  }),
  /** Ids, names or ARNs. Whatever else a question asks, the terms of resources know best what an event touched. */
  resources: list(CONDITION_FLAGS.resources, touches, {
    key: { by: 'resource', partitions: resourceKeys },
  }),
  /** Only calls that changed or created one of `resources`: `touches` tests it. */
  changed: flagged(CONDITION_FLAGS.changed, () => undefined, {
    reads: [],
  }),
  eventIds: list(CONDITION_FLAGS.eventIds, hasEventId, {
    key: { by: 'eventID', partitions: eventIdKeys },
  }),
  accessKeys: list(CONDITION_FLAGS.accessKeys, equals('accessKeyId', caseless), {
    key: byTerm('accessKeyId'),
    reads: ['accessKeyId'],
  }),
  principals: list(CONDITION_FLAGS.principals, equals('userIdentityArn'), {
    key: {
      by: 'userIdentityArn',
      partitions: (asked) => asked.map((arn) => ({ table: 'byPrincipal', value: principalKey(arn) })),
    },
    reads: ['userIdentityArn'],
  }),
  actors: list(CONDITION_FLAGS.actors, byActor, {
    key: { by: 'actor', partitions: actorKeys },
    reads: ['actor', 'actorAliases'],
  }),
  roles: list(CONDITION_FLAGS.roles, hasRole, {
    key: { by: 'role', partitions: roleKeys },
    reads: ['roleArn'],
  }),
  sourceAddresses: list(CONDITION_FLAGS.sourceAddresses, equals('sourceIPAddress', canonical), {
    key: { by: 'sourceIPAddress', partitions: addressKeys },
    mistake: addressMistake,
    reads: ['sourceIPAddress'],
  }),
  eventNames: list(CONDITION_FLAGS.eventNames, equals('eventName'), {
    key: { by: 'eventName', catalogued: true },
    reads: ['eventName'],
  }),
  denied: flagged(
    CONDITION_FLAGS.denied,
    only(({ outcome }) => outcome === 'denied'),
    {
      key: { by: 'outcome', partitions: () => outcomeKeys('denied') },
      reads: ['outcome'],
    },
  ),
  /** Error codes, or `any`. */
  errors: list(CONDITION_FLAGS.errors, hasError, {
    key: { by: 'outcome', partitions: errorKeys },
    reads: ['errorCode', 'outcome'],
  }),
  outcomes: list(CONDITION_FLAGS.outcomes, equals('outcome'), {
    key: { by: 'outcome', partitions: outcomesKeys },
    mistake: outcomeMistake,
    reads: ['outcome'],
  }),
  eventSources: list(CONDITION_FLAGS.eventSources, equals('eventSource', caseless), { reads: ['eventSource'] }),
  accounts: list(CONDITION_FLAGS.accounts, equals('recipientAccountId'), {
    reads: ['recipientAccountId'],
  }),
  /** Text that the reason contains. */
  reasons: list(CONDITION_FLAGS.reasons, givesReason, {
    reads: ['reason'],
  }),
  regions: list(CONDITION_FLAGS.regions, equals('awsRegion', caseless), { reads: ['awsRegion'] }),
  /** Only calls that may have changed something. */
  writes: flagged(
    CONDITION_FLAGS.writes,
    only(({ readOnly }) => readOnly !== true),
    { reads: ['readOnly'] },
  ),
  noAgent: flagged(
    CONDITION_FLAGS.noAgent,
    only(({ agent }) => agent !== true),
    {
      reads: ['agent'],
    },
  ),
  /** A question about a resource shows them anyway. */
  related: flagged(CONDITION_FLAGS.related, relatedToo, {
    widens: true,
    finds: ({ related }) => related === true,
    reads: ['related'],
  }),
  /** The same holds for calls that tamper with the stack. */
  guard: flagged(CONDITION_FLAGS.guard, guardToo, {
    widens: true,
    finds: ({ guard }) => guard === true,
    reads: ['guard'],
  }),
  where: onRecord(CONDITION_FLAGS.where, parseWhere),
  /** No key finds it, so that every record that the other conditions find is read. */
  contains: onRecord(CONDITION_FLAGS.contains, containsText),
} as const satisfies { readonly [Name in keyof typeof CONDITION_FLAGS]: unknown };

type Conditions = typeof CONDITIONS;
export type ConditionName = keyof Conditions;
type NamesOf<Kind> = {
  [Name in ConditionName]: Conditions[Name] extends { readonly kind: Kind } ? Name : never;
}[ConditionName];
export type ListName = NamesOf<'list'>;
export type SwitchName = NamesOf<'switch'>;
export type RecordConditionName = NamesOf<'record'>;

/** All conditions, the most selective first. */
export const CONDITION_NAMES = Object.keys(CONDITIONS) as readonly ConditionName[];

/** The conditions of each kind. */
export const LISTS = CONDITION_NAMES.filter((name): name is ListName => CONDITIONS[name].kind === 'list');
export const SWITCHES = CONDITION_NAMES.filter((name): name is SwitchName => CONDITIONS[name].kind === 'switch');
export const RECORD_CONDITIONS = CONDITION_NAMES.filter(
  (name): name is RecordConditionName => CONDITIONS[name].kind === 'record',
);
