import { parse } from 'yaml';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../lib/core/record/json';
import {
  administrator,
  agent,
  application,
  CLI_AGENT,
  cloudFormationForDeveloper,
  developer,
  hybridAgent,
  INSTANCE_ROLE,
  INSTANCES_ADDRESS,
  insideAws,
  network,
  person,
  pipeline,
  roleIn,
  stateManager,
} from '../../../samples/callers';
import { cloudTrailRecord } from '../../../samples/cloudtrail-record';
import { anonymousCaller, foreignAccount, rootUser } from '../../../samples/identities';
import { placeOf } from '../../../samples/place';
import type { Caller } from '../../../samples/sample-call';
import { type Scene, sceneAt } from '../../../samples/scene';
import { SeededRandom } from '../../../samples/seeded-random';

/**
 * Where the shape of a case's record is known from: `real`, seen in delivered logs; `documented`, in the documentation of
 * AWS; `derived`, concluded from the model of the API or varied from one of the others.
 */
export const PROVENANCES = ['real', 'documented', 'derived'] as const;
export type Provenance = (typeof PROVENANCES)[number];

/** A record that a rule must match, or must not. */
export interface PackCase {
  readonly name: string;
  readonly provenance: Provenance;
  readonly record: JsonObject;
}

/** The cases of one rule. */
export interface PackCases {
  readonly match: readonly PackCase[];
  readonly noMatch: readonly PackCase[];
}

/** A file of cases that is not as it should be. */
export class PackCaseError extends Error {
  constructor(problem: string, found: unknown) {
    super(`${problem}: found ${JSON.stringify(found)}`);
    this.name = 'PackCaseError';
  }
}

/**
 * Reads a file of cases: lists `match` and `noMatch` of `{name, provenance, by, record}`. The record of a case is what
 * one of `CALLERS`, named by `by`, leaves when it calls Systems Manager in account 111122223333, with the members of
 * `record` laid over it: maps are merged, everything else replaces what was there. What a case does not say is thus
 * as CloudTrail writes it. Throws a `PackCaseError`.
 */
export function readPackCases(text: string): PackCases {
  const document: unknown = parse(text);
  if (!isJsonObject(document)) throw new PackCaseError('expected a map with match and noMatch', document);
  return { match: casesIn(document['match']), noMatch: casesIn(document['noMatch']) };
}

const SCENE = sceneAt(placeOf('111122223333', 'us-east-1'), Date.parse('2026-03-02T09:04:00Z'), 'i-0a1b2c3d4e5f60718');

/** Who calls in the cases: those of the sample company, and some that it does not have. */
const CALLERS = new Map<string, (scene: Scene) => Caller>([
  ['administrator', administrator],
  ['developer', developer],
  ['pipeline', pipeline],
  ['application', application],
  ['agent', agent],
  ['hybridAgent', hybridAgent],
  ['stateManager', stateManager],
  ['cloudFormation', cloudFormationForDeveloper],
  // A person in a role that nothing marks as one of people.
  ['engineer', (scene) => person(roleIn(scene, { roleName: 'operations', sessionName: 'carlos' }), CLI_AGENT)],
  // A person who took a role with a second factor.
  [
    'contractor',
    (scene) => person(roleIn(scene, { roleName: 'contractor', sessionName: 'pat', mfa: true }), CLI_AGENT),
  ],
  // The role of an instance in a script, on the instance or wherever its credentials were taken.
  ['instance', scriptOnInstance],
  // Roles that somebody gave to a service which makes calls for whoever starts it.
  ['workflow', servedBy('states.amazonaws.com', 'workflow-role')],
  ['schedule', servedBy('scheduler.amazonaws.com', 'schedule-role')],
  ['automation', servedBy('ssm.amazonaws.com', 'automation-role')],
  ['stack', servedBy('cloudformation.amazonaws.com', 'stack-role')],
  // A person who took a role with a second factor, and called the session what an instance would.
  ['impostor', impostor],
  ['root', ({ place, at }) => person(rootUser(place, at), CLI_AGENT)],
  ['otherAccount', () => person(foreignAccount('777788889999', 'orders-service'), CLI_AGENT)],
  // A machine that registers and has no credentials yet.
  ['machine', (scene) => network(anonymousCaller(), '192.0.2.130', agent(scene).userAgent)],
]);

function scriptOnInstance(scene: Scene): Caller {
  const session = { roleName: INSTANCE_ROLE, sessionName: scene.instanceId, onInstance: true } as const;
  return network(roleIn(scene, session), INSTANCES_ADDRESS, 'Boto3/1.40.61 md/Botocore#1.40.61 lang/python#3.12.3');
}

function servedBy(service: string, roleName: string): (scene: Scene) => Caller {
  return (scene) => insideAws(roleIn(scene, { roleName, sessionName: 'run', invokedBy: service }), service);
}

function impostor(scene: Scene): Caller {
  return person(roleIn(scene, { roleName: 'contractor', sessionName: scene.instanceId, mfa: true }), CLI_AGENT);
}

function casesIn(list: unknown): readonly PackCase[] {
  if (!Array.isArray(list)) throw new PackCaseError('expected a list of cases', list);
  return list.map(caseOf);
}

function caseOf(value: unknown): PackCase {
  if (!isJsonObject(value)) throw new PackCaseError('expected a case', value);
  const { name, by, record } = value;
  const provenance = PROVENANCES.find((each) => each === value['provenance']);
  if (typeof name !== 'string') throw new PackCaseError('expected a name', value);
  if (provenance === undefined) throw new PackCaseError(`expected one of ${PROVENANCES.join(', ')}`, value);
  if (typeof by !== 'string' || !isJsonObject(record)) throw new PackCaseError('expected by and record', value);
  return { name, provenance, record: recordOfCase({ by, record }) };
}

/** The record of a call of one of `CALLERS`, with members laid over it. Throws a `PackCaseError`. */
export function recordOfCase(value: unknown): JsonObject {
  const { by, record } = isJsonObject(value) ? value : {};
  if (typeof by !== 'string' || !isJsonObject(record)) throw new PackCaseError('expected by and record', value);
  return mergedOver(recordBy(by, record['eventName']), record);
}

function recordBy(name: string, eventName: JsonValue | undefined): JsonObject {
  const caller = CALLERS.get(name)?.(SCENE);
  if (typeof eventName !== 'string') throw new PackCaseError('expected an eventName', eventName);
  if (caller === undefined) throw new PackCaseError(`expected one of ${[...CALLERS.keys()].join(', ')}`, name);
  const call = { service: 'ssm', eventName, requestParameters: null };
  return cloudTrailRecord({ at: SCENE.at, place: SCENE.place, caller, call }, SeededRandom.of(name));
}

function mergedOver(base: JsonObject, changes: JsonObject): JsonObject {
  const merged = Object.entries(changes).map(([key, value]) => [key, mergedValue(base[key], value)] as const);
  return { ...base, ...Object.fromEntries(merged) };
}

function mergedValue(base: JsonValue | undefined, change: JsonValue): JsonValue {
  return isJsonObject(base) && isJsonObject(change) ? mergedOver(base, change) : change;
}
