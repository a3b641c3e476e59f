import type { StoredEvent } from '../rows/stored-event';

/** What a call does, as OCSF counts it (API Activity, `activity_id`). */
export const ACTIVITIES = { create: 1, read: 2, update: 3, delete: 4, other: 99 } as const;
export type Activity = keyof typeof ACTIVITIES;

/** Verbs of what reads, where an old record does not say whether it does. */
const READING = /^(?:Describe|Get|List|BatchGet|Search|Lookup|Preview|Decrypt)/;
const DELETING = /^(?:Delete|Deregister|Terminate|Disassociate)/;
const CREATING = /^(?:Create|Start|Send|Register|Generate)/;
const UPDATING =
  /^(?:Update|Put|Modify|Add|Remove|Label|Unlabel|Tag|Untag|Reset|Resume|Cancel|Stop|Associate|Encrypt|ReEncrypt)/;

/**
 * The activity of a call: first by whether it reads, then by what it makes or deletes, then by its verb, so that a denied call
 * has the activity of one that succeeds.
 */
export function activityOf({ eventName = '', readOnly, resources = [] }: StoredEvent): Activity {
  if (readOnly === true) return 'read';
  if (resources.some(({ relation }) => relation === 'creates')) return 'create';
  if (DELETING.test(eventName)) return 'delete';
  if (CREATING.test(eventName)) return 'create';
  if (resources.some(({ relation }) => relation === 'changes') || UPDATING.test(eventName)) return 'update';
  return READING.test(eventName) && readOnly !== false ? 'read' : 'other';
}

/** The caption of an activity: OCSF's own, and the name of the call for another one. */
export function activityName(activity: Activity, eventName: string): string {
  return activity === 'other' ? eventName : `${activity.slice(0, 1).toUpperCase()}${activity.slice(1)}`;
}
