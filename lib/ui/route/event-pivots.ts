import type { ListedEvent } from '../../core/explorer/messages';
import type { Pivot } from './pivot';

/** The resources of an event, those that it changed or aimed at first: they say what the call was about. */
export function mainResources({ resources = [] }: ListedEvent): readonly Pivot[] {
  const rank = (relation: string | undefined) => (relation === 'uses' ? 1 : 0);
  return [...resources]
    .sort((one, other) => rank(one.relation) - rank(other.relation))
    .map(({ id, kind }) => ({ flag: 'resource', value: id, kind }));
}

/** Who made a call: the actor, or what stands for a caller without one. */
export function callerOf({ actor, actorSource, userIdentityArn }: ListedEvent): Pivot | undefined {
  if (actor !== undefined) return { flag: 'actor', value: actor, actorSource };
  return userIdentityArn === undefined ? undefined : { flag: 'principal', value: userIdentityArn };
}

/** Everything in an event that a question can be narrowed to, in the order of a row. */
export function pivotsOf(event: ListedEvent): readonly Pivot[] {
  const { eventName, roleArn, sourceIPAddress, accessKeyId, recipientAccountId, awsRegion, outcome, errorCode } = event;
  const caller = callerOf(event);
  const one = (flag: Pivot['flag'], value: string | undefined) => (value ? [{ flag, value }] : []);
  return [
    ...one('event', eventName),
    ...(caller ? [caller] : []),
    ...mainResources(event),
    ...one('role', roleArn),
    ...one('access-key', accessKeyId),
    ...one('source-ip', sourceIPAddress),
    ...one('account', recipientAccountId),
    ...one('region', awsRegion),
    ...one('outcome', outcome),
    ...one('error', errorCode),
  ];
}
