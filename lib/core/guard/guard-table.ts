import { ALARM_CALLS } from './calls/alarms';
import { BUCKET_CALLS } from './calls/buckets';
import { FUNCTION_CALLS } from './calls/functions';
import { KEY_CALLS } from './calls/keys';
import { LOG_GROUP_CALLS } from './calls/log-groups';
import { QUEUE_CALLS } from './calls/queues';
import { ROLE_CALLS } from './calls/roles';
import { RULE_CALLS, SCHEDULE_CALLS } from './calls/rules';
import { STACK_CALLS } from './calls/stacks';
import { TABLE_CALLS } from './calls/tables';
import { TOPIC_CALLS } from './calls/topics';
import { TRAIL_CALLS } from './calls/trails';
import type { GuardedCall, GuardedService } from './guarded-call';

/**
 * Every call that tampers with this system, by service. The scanner knows the services by how their host names begin
 * (`is_watched` in log-file/value-end.wat).
 */
export const GUARD_TABLE: readonly GuardedService[] = [
  TRAIL_CALLS,
  BUCKET_CALLS,
  TOPIC_CALLS,
  QUEUE_CALLS,
  FUNCTION_CALLS,
  TABLE_CALLS,
  KEY_CALLS,
  ALARM_CALLS,
  RULE_CALLS,
  SCHEDULE_CALLS,
  LOG_GROUP_CALLS,
  ROLE_CALLS,
  STACK_CALLS,
];

const BY_SOURCE: ReadonlyMap<string, ReadonlyMap<string, GuardedCall>> = new Map(
  GUARD_TABLE.map(({ eventSource, calls }) => [
    eventSource,
    new Map(calls.map((call) => [unversioned(call.eventName), call])),
  ]),
);

/** The line of a call in the table, if it has one. */
export function guardedCall(eventSource: string, eventName: string): GuardedCall | undefined {
  return BY_SOURCE.get(eventSource.toLowerCase())?.get(unversioned(eventName));
}

/** Whether a call in the table has the name. */
export function isGuardedName(eventName: string): boolean {
  return NAMES.has(unversioned(eventName));
}

const NAMES: ReadonlySet<string> = new Set(
  GUARD_TABLE.flatMap(({ calls }) => calls.map(({ eventName }) => unversioned(eventName))),
);

/** The name of a call without the version of its API: `UpdateFunctionCode` of `UpdateFunctionCode20150331v2`. */
export function unversioned(eventName: string): string {
  return eventName.replace(/\d{8}(?:v\d{1,3})?$/, '');
}
