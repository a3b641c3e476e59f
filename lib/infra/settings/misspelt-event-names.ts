import { Annotations } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { intendedEventName, meansKnownName } from '../../core/query/known-event-names';
import type { AuditOptions } from './configuration';

/** The id under which such a warning is acknowledged. */
export const MISSPELT_EVENT_NAME = 'ssm-audit:misspeltEventName';

/** Warns of each event name in the options that looks like a slip: it would select nothing, and nobody would notice. */
export function warnOfMisspeltNames(scope: Construct, options: AuditOptions): void {
  for (const warning of misspeltNames(options)) Annotations.of(scope).addWarningV2(MISSPELT_EVENT_NAME, warning);
}

/** A sentence for each event name of the options that is near a known one, and none itself. */
export function misspeltNames({ alerts, spreadEvents, excludedEvents }: AuditOptions): readonly string[] {
  return [
    ...alerts.topics.flatMap(({ name, events }) => events.flatMap((event) => inTopic(name, event))),
    ...Object.keys(spreadEvents).flatMap((event) => misspelt('spreadEvents names', event)),
    ...excludedEvents.flatMap((event) => misspelt('excludedEvents names', event)),
  ];
}

/** Topics select whatever the letter case. */
function inTopic(topic: string, pattern: string): readonly string[] {
  if (meansKnownName(pattern)) return [];
  const place = `the alert topic ${topic} selects`;
  if (!pattern.includes('*')) return misspelt(place, pattern);
  return [`${place} '${pattern}', which matches no known event name: expected a part of one, such as *Document*`];
}

function misspelt(place: string, name: string): readonly string[] {
  const intended = intendedEventName(name);
  return intended === undefined ? [] : [`${place} '${name}', which is unknown: did you mean ${intended}?`];
}
