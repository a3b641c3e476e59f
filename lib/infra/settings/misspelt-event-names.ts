import { intendedEventName, meansKnownName } from '../../core/query/known-event-names';
import type { AuditOptions } from './configuration';

/**
 * A sentence for each event name in the options that is unknown but similar to a known one. Such a name would select
 * nothing, and nobody would notice.
 */
export function misspeltNames({ alerts, spreadEvents, excludedEvents }: AuditOptions): readonly string[] {
  return [
    ...alerts.topics.flatMap(({ name, events }) => events.flatMap((event) => inTopic(name, event))),
    ...Object.keys(spreadEvents).flatMap((event) => misspelt('spreadEvents names', event)),
    ...excludedEvents.flatMap((event) => misspelt('excludedEvents names', event)),
  ];
}

/** Topics ignore letter case. */
function inTopic(topic: string, pattern: string): readonly string[] {
  if (meansKnownName(pattern)) return [];
  const place = `the alert topic ${topic} selects`;
  if (!pattern.includes('*')) return misspelt(place, pattern);
  return [`${place} '${pattern}', which matches no known event name: expected a pattern such as *Document*`];
}

function misspelt(place: string, name: string): readonly string[] {
  const intended = intendedEventName(name);
  return intended === undefined ? [] : [`${place} '${name}', which is unknown: did you mean ${intended}?`];
}
