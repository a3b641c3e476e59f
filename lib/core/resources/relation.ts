import type { Relation, ResourceKind } from './resource';
import type { Side } from './value-path';

/**
 * Relations from the strongest to the weakest: where a call relates to one thing in two ways, the stronger is kept.
 *
 * The rules, which the tables of actions state one by one and `relationByVerb` applies to everything else:
 * - `creates`: what Create… and Start… bring into being: documents, associations, sessions, commands, executions;
 * - `changes`: what Update…, Put…, Delete…, Modify…, Register…, Label…, tagging and sharing alter, and what Resume…,
 *   Terminate…, Cancel…, Stop… and signals steer;
 * - `target`: what is acted on without its definition changing: nodes that a command runs on, accounts that a document
 *   is shared with, an instance that its agent reports about (else heartbeats would drown the real changes);
 * - `uses`: everything that a reading call names, and what a writing call needs: the document run, the role handed over,
 *   a tunnel's host and port, the key that encrypts;
 * - `implied`: used without being named.
 *
 * A relation says what was asked for. Whether it happened is the event's outcome: a denied `UpdateDocument` `changes`.
 */
const BY_STRENGTH: readonly Relation[] = ['creates', 'changes', 'target', 'uses', 'implied'];

/** Sorts the strongest relation first. */
export function byStrength(one: Relation, other: Relation): number {
  return BY_STRENGTH.indexOf(one) - BY_STRENGTH.indexOf(other);
}

const READING = /^(?:Describe|Get|List|BatchGet|Search|Lookup|Preview|Validate|Request)/;
const CREATING = /^Create/;
const STARTING = /^(?:Start|Send)/;
const TAGGING = /(?:TagResource|TagsToResource|TagsFromResource|UntagResource|ResourceP(?:olicy|ermission))$/;

/** Kinds that are handed over or gone through, whatever the action. */
const NEEDED: ReadonlySet<ResourceKind> = new Set(['role', 'bucket', 'key', 'host', 'port']);
/** Kinds that actions are aimed at. */
const AIMED_AT: ReadonlySet<ResourceKind> = new Set(['instance', 'ecsTask', 'tagTarget', 'resourceGroup', 'account']);

/**
 * How an action that no table knows relates to a resource: from its verb, and from whether it is about that resource, as
 * `DeregisterTargetFromMaintenanceWindow` is about its `windowId` and `UpdateAssociation` not about its `documentName`.
 */
export function relationByVerb(eventName: string, kind: ResourceKind, isAbout: boolean, side: Side): Relation {
  if (READING.test(eventName) || NEEDED.has(kind)) return 'uses';
  if (TAGGING.test(eventName)) return 'changes';
  if (AIMED_AT.has(kind)) return 'target';
  if (!isAbout) return 'uses';
  if (CREATING.test(eventName)) return 'creates';
  if (STARTING.test(eventName)) return side === 'response' ? 'creates' : 'target';
  return 'changes';
}
