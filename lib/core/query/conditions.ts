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
import { addressKeys, byTerm, errorKeys, eventIdKeys, outcomeKeys, resourceKeys, roleKeys } from './condition-keys';
import { addressMistake } from './condition-mistakes';

/**
 * What you can ask by: for each condition its flag, its meaning, how to test an event, and the key that answers it, if
 * any. The most selective come first: the first used condition with a key finds the rows, and all conditions are tested
 * on them. Questions, flags, plans and filters derive from this table.
 */
export const CONDITIONS = {
  /** Asks only for the records that could not be indexed. */
  quarantined: flagged('--quarantined', 'the records that could not be indexed', () => undefined, {
    key: { by: 'quarantine', partitions: () => [{ table: 'events', value: QUARANTINE_PARTITION }] },
    queryOnly: true,
    reads: [],
  }),
  /** Ids, names or ARNs. Whatever else a question asks, the terms of resources know best what an event touched. */
  resources: list('--resource <id|arn>', 'a resource that the call touched', touches, {
    key: { by: 'resource', partitions: resourceKeys },
  }),
  /** Only calls that changed or created one of `resources`: `touches` tests it. */
  changed: flagged('--changed', 'with --resource: only calls that changed or created it', () => undefined, {
    reads: [],
  }),
  eventIds: list('--event-id <id>', 'eventID, or the first 8 or more digits of it', hasEventId, {
    key: { by: 'eventID', partitions: eventIdKeys },
  }),
  accessKeys: list('--access-key <id>', 'accessKeyId', equals('accessKeyId', caseless), {
    key: byTerm('accessKeyId'),
    reads: ['accessKeyId'],
  }),
  principals: list(
    '--principal <arn>',
    'userIdentity ARN, or its substitute if the record has none',
    equals('userIdentityArn'),
    {
      key: {
        by: 'userIdentityArn',
        partitions: (asked) => asked.map((arn) => ({ table: 'byPrincipal', value: principalKey(arn) })),
      },
      reads: ['userIdentityArn'],
    },
  ),
  actors: list('--actor <name>', 'user, source identity, instance or session name', byActor, {
    key: byTerm('actor'),
    reads: ['actor', 'actorAliases'],
  }),
  roles: list('--role <arn|name>', 'the role behind a session', hasRole, {
    key: { by: 'role', partitions: roleKeys },
    reads: ['roleArn'],
  }),
  sourceAddresses: list('--source-ip <address>', 'sourceIPAddress', equals('sourceIPAddress', canonical), {
    key: { by: 'sourceIPAddress', partitions: addressKeys },
    mistake: addressMistake,
    reads: ['sourceIPAddress'],
  }),
  eventNames: list('--event <name>', 'eventName', equals('eventName'), {
    key: { by: 'eventName', catalogued: true },
    reads: ['eventName'],
  }),
  denied: flagged(
    '--denied',
    'only denied calls',
    only(({ outcome }) => outcome === 'denied'),
    {
      key: { by: 'outcome', partitions: () => outcomeKeys('denied') },
      reads: ['outcome'],
    },
  ),
  /** Error codes, or `any`. */
  errors: list('--error <code|any>', 'errorCode, or any for every call that did not succeed', hasError, {
    key: { by: 'outcome', partitions: errorKeys },
    reads: ['errorCode', 'outcome'],
  }),
  eventSources: list(
    '--event-source <name>',
    'eventSource, such as ssm-guiconnect.amazonaws.com',
    equals('eventSource', caseless),
    { reads: ['eventSource'] },
  ),
  accounts: list('--account <id>', 'recipientAccountId', equals('recipientAccountId'), {
    reads: ['recipientAccountId'],
  }),
  /** Text that the reason contains. */
  reasons: list('--reason <text>', 'text in the reason or comment that the caller gave', givesReason, {
    reads: ['reason'],
  }),
  regions: list('--region <region>', 'awsRegion', equals('awsRegion', caseless), { reads: ['awsRegion'] }),
  /** Only calls that may have changed something. */
  writes: flagged(
    '--writes',
    'only calls that can change something',
    only(({ readOnly }) => readOnly !== true),
    { reads: ['readOnly'] },
  ),
  noAgent: flagged(
    '--no-agent',
    "leave out the agent's own traffic",
    only(({ agent }) => agent !== true),
    {
      queryOnly: true,
      reads: ['agent'],
    },
  ),
  /** A question about a resource shows them anyway. */
  related: flagged('--related', 'also show KMS calls on parameters', relatedToo, {
    widens: true,
    finds: ({ related }) => related === true,
    reads: ['related'],
  }),
  /** The same holds for calls that tamper with the stack. */
  guard: flagged('--guard', 'also show calls that tamper with this stack itself', guardToo, {
    widens: true,
    finds: ({ guard }) => guard === true,
    reads: ['guard'],
  }),
  where: onRecord(
    '--where <path=value>',
    'a test on the record, PATH[|modifier]=VALUE as in Sigma rules; if repeated, one must match',
    parseWhere,
  ),
  /** No key finds it, so that every record that the other conditions find is read. */
  contains: onRecord('--contains <text>', 'text in any value of the record, in any letter case', containsText),
} as const;

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
