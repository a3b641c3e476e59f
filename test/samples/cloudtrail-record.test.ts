import { developer } from '../../samples/callers';
import { cloudTrailRecord } from '../../samples/cloudtrail-record';
import { placeOf } from '../../samples/place';
import { denied, failed, throttled } from '../../samples/refusals';
import type { SampleCall } from '../../samples/sample-call';
import { sceneAt } from '../../samples/scene';
import { SeededRandom } from '../../samples/seeded-random';

const PLACE = placeOf('111122223333', 'eu-central-1');
const AT = Date.UTC(2026, 2, 2, 8, 15);
const CALLER = developer(sceneAt(PLACE, AT));

describe('a record', () => {
  it('has the keys of CloudTrail in the order of CloudTrail', () => {
    const everything = recordOf({
      errorCode: 'Refused',
      errorMessage: 'no',
      additionalEventData: {},
      resources: [],
      sharedEventID: 'shared',
      serviceEventDetails: {},
      addendum: {},
    });

    expect(Object.keys(everything)).toEqual([
      'eventVersion',
      'userIdentity',
      'eventTime',
      'eventSource',
      'eventName',
      'awsRegion',
      'sourceIPAddress',
      'userAgent',
      'errorCode',
      'errorMessage',
      'requestParameters',
      'responseElements',
      'additionalEventData',
      'requestID',
      'eventID',
      'readOnly',
      'resources',
      'eventType',
      'managementEvent',
      'recipientAccountId',
      'sharedEventID',
      'serviceEventDetails',
      'addendum',
      'eventCategory',
      'tlsDetails',
    ]);
  });

  it('has no key for what there is not', () => {
    const record = recordOf({});

    expect(Object.values(record)).not.toContain(undefined);
    expect(record).not.toHaveProperty('errorCode');
    expect(record).not.toHaveProperty('resources');
    expect(record['responseElements']).toBeNull();
  });

  it('of version 1.05 has no category', () => {
    const record = recordOf({ eventVersion: '1.05' });

    expect(record).not.toHaveProperty('eventCategory');
    expect(record).not.toHaveProperty('managementEvent');
    expect(record).not.toHaveProperty('tlsDetails');
  });
});

describe('a refused call', () => {
  it('that was denied keeps nothing of the request but the message', () => {
    const resource = 'arn:aws:ssm:eu-central-1:111122223333:document/Example';

    expect(denied(call({}), CALLER, resource)).toEqual({
      service: 'ssm',
      eventName: 'GetDocument',
      requestParameters: null,
      errorCode: 'AccessDenied',
      errorMessage:
        'User: arn:aws:iam::111122223333:user/mateo.jackson is not authorized to perform: ssm:GetDocument on resource: ' +
        `${resource} because no identity-based policy allows the ssm:GetDocument action`,
    });
  });

  it('that was throttled keeps nothing at all', () => {
    expect(throttled(call({ resources: [] }))).toMatchObject({
      requestParameters: null,
      errorMessage: 'Rate exceeded',
    });
    expect(throttled(call({ resources: [] }))).not.toHaveProperty('resources');
  });

  it('that failed keeps the request and loses the answer', () => {
    const failure = failed(call({ responseElements: { some: 'answer' } }), 'InvalidDocument');

    expect(failure).toEqual({ ...call({}), errorCode: 'InvalidDocument' });
  });
});

function recordOf(overrides: Partial<SampleCall>) {
  return cloudTrailRecord({ at: AT, place: PLACE, caller: CALLER, call: call(overrides) }, new SeededRandom(1));
}

function call(overrides: Partial<SampleCall>): SampleCall {
  return { service: 'ssm', eventName: 'GetDocument', requestParameters: { name: 'Example' }, ...overrides };
}
