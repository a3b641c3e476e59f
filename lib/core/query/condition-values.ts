import type { StoredEvent } from '../rows/stored-event';
import { roleName } from '../rows/term-row';
import type { ListName } from './conditions';

/** The values that would find an event, for each condition that takes values. They are what you can ask for. */
export const CONDITION_VALUES: { readonly [Name in ListName]: (event: StoredEvent) => readonly string[] } = {
  eventIds: ({ eventID }) => present(eventID),
  accessKeys: ({ accessKeyId }) => present(accessKeyId),
  resources: ({ resources = [] }) => resources.map(({ id }) => id),
  principals: ({ userIdentityArn }) => present(userIdentityArn),
  actors: ({ actor }) => present(actor),
  roles: ({ roleArn }) => present(roleArn).map(roleName),
  sourceAddresses: ({ sourceIPAddress }) => present(sourceIPAddress),
  eventNames: ({ eventName }) => present(eventName),
  errors: ({ errorCode }) => present(errorCode),
  outcomes: ({ outcome }) => present(outcome),
  eventSources: ({ eventSource }) => present(eventSource),
  accounts: ({ recipientAccountId }) => present(recipientAccountId),
  reasons: ({ reason }) => present(reason),
  regions: ({ awsRegion }) => present(awsRegion),
};

function present(value: string | undefined): readonly string[] {
  return value === undefined ? [] : [value];
}
