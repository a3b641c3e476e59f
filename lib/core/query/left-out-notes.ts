import type { KeptRecords } from '../rows/kept-records';
import type { EventQuery } from './event-query';

/** What a deployment leaves out of the index although it could belong to the answer. Empty if nothing could. */
export function leftOutNotes(query: EventQuery, kept: KeptRecords): readonly string[] {
  const { eventSources, excludedEvents, agentTraffic, related } = kept;
  const names = [...excludedEvents].filter((name) => query.eventNames.length === 0 || query.eventNames.includes(name));
  const asksOtherSource = query.eventSources.some((source) => !eventSources.has(source.toLowerCase()));
  const asksRelated = query.related || query.resources.some((resource) => resource.includes('/'));
  return [
    ...(eventSources.size > 0 && (query.eventSources.length === 0 || asksOtherSource)
      ? [`only the event sources ${[...eventSources].join(', ')} are indexed`]
      : []),
    ...(names.length > 0 ? [`${names.join(', ')} are not indexed`] : []),
    ...(agentTraffic === 'leave-out' && mayAskAgent(query) ? ["the agent's own traffic is not indexed"] : []),
    ...(!related && asksRelated ? ['KMS calls on parameters are not indexed'] : []),
  ];
}

/** The agent's own traffic is successful. */
function mayAskAgent({ noAgent, denied, errors }: EventQuery): boolean {
  return !noAgent && !denied && errors.length === 0;
}
