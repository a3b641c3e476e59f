import type { ResourceKind } from '../resources/resource';

/** Kinds of things that this system consists of. */
export const GUARDED_KINDS = [
  'trail',
  'bucket',
  'topic',
  'queue',
  'function',
  'table',
  'key',
  'alarm',
  'dashboard',
  'rule',
  'logGroup',
  'role',
  'policy',
  'stack',
] as const satisfies readonly ResourceKind[];
export type GuardedKind = (typeof GUARDED_KINDS)[number];

/** A call that tampers with a thing that it names. */
export interface GuardedCall {
  /**
   * As CloudTrail writes it. Lambda's names carry the version of the API, `UpdateFunctionCode20150331v2`, which a later
   * version may change: it is not compared.
   */
  readonly eventName: string;
  /** What it tampers with. */
  readonly kind: GuardedKind;
  /**
   * Where a record names it: paths of texts, or of lists of texts. An ARN says by itself what it names. `resources` and
   * the refusal in `errorMessage` are looked at for every call.
   */
  readonly named: readonly string[];
  /** Whether only the log bucket counts, as in others the system itself deletes. */
  readonly ofLogs?: true;
}

/** The calls of a service. */
export interface GuardedService {
  readonly eventSource: string;
  readonly calls: readonly GuardedCall[];
}

/** Calls that name the same kind of thing in the same places. */
export function callsOn(
  kind: GuardedKind,
  named: readonly string[],
  eventNames: readonly string[],
): readonly GuardedCall[] {
  return eventNames.map((eventName) => ({ eventName, kind, named }));
}
