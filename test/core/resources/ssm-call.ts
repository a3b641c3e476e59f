import type { JsonObject, JsonValue } from '../../../lib/core/record/json';
import type { Resource } from '../../../lib/core/resources/resource';
import { resourcesOf, touchedBy as touchedByCall } from '../../../lib/core/resources/resources-of';

export const NODE = 'i-0a1b2c3d4e5f60718';
export const OTHER_NODE = 'i-0fedcba9876543210';
export const HYBRID_NODE = 'mi-0123456789abcdef0';
export const UUID = '5b1ad2a4-7c1c-4d0e-9d5c-0f3d8a5e7b21';
export const OTHER_UUID = '0c9f6a52-1f7e-4b53-8f7a-6f1f2f3f4f5f';
export const CALLER = 'arn:aws:sts::111122223333:assumed-role/Operator/alice';

/** A Systems Manager record as CloudTrail delivers it, with what a test says otherwise. */
export function ssmCall(eventName: string, overrides: JsonObject = {}): JsonObject {
  return {
    eventVersion: '1.08',
    userIdentity: { type: 'AssumedRole', arn: CALLER, accountId: '111122223333' },
    eventTime: '2024-05-06T07:08:09Z',
    eventSource: 'ssm.amazonaws.com',
    eventName,
    awsRegion: 'eu-west-1',
    requestParameters: null,
    responseElements: null,
    ...overrides,
  };
}

/** The call, refused by IAM for a resource: its request is left out. */
export function refusedCall(eventName: string, arn: string): JsonObject {
  const because = `because no identity-based policy allows the ssm:${eventName} action`;
  const errorMessage = `User: ${CALLER} is not authorized to perform: ssm:${eventName} on resource: ${arn} ${because}`;
  return ssmCall(eventName, { errorCode: 'AccessDenied', errorMessage });
}

/** The call, throttled: nothing but its name is left. */
export function throttledCall(eventName: string): JsonObject {
  return ssmCall(eventName, { errorCode: 'ThrottlingException', errorMessage: 'Rate exceeded' });
}

/** What a record touched, each as `relation kind id`, in the order given. */
export function touched(record: JsonObject): readonly string[] {
  return resourcesOf(record).map(described);
}

/** What a request alone touched. */
export function touchedBy(eventName: string, requestParameters: JsonValue): readonly string[] {
  return touched(ssmCall(eventName, { requestParameters }));
}

/** The nodes that texts of a request merely mention. */
export function mentionedBy(eventName: string, requestParameters: JsonValue): readonly string[] {
  return touchedByCall(ssmCall(eventName, { requestParameters })).mentions;
}

function described({ relation, kind, id }: Resource): string {
  return `${relation} ${kind} ${id}`;
}
