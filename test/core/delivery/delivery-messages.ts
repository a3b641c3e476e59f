/** Messages of the delivery path, made from the shapes that the services document. */

export const BUCKET = 'example-trail-bucket';
export const KEY =
  'AWSLogs/111122223333/CloudTrail/us-east-2/2018/03/06/111122223333_CloudTrail_us-east-2_20180306T2030Z_abcdefghijklmnop.json.gz';

export function cloudTrailNotification(overrides: object = {}) {
  return { s3Bucket: BUCKET, s3ObjectKey: [KEY], ...overrides };
}

export function snsNotification(message: unknown, overrides: object = {}) {
  return {
    Type: 'Notification',
    MessageId: 'dc1e94d9-56c5-5e96-808d-cc7f68faa162',
    TopicArn: 'arn:aws:sns:us-east-2:111122223333:delivery',
    Message: message,
    Timestamp: '2018-03-06T20:33:00.000Z',
    ...overrides,
  };
}

export function snsRecord(message: string) {
  return { EventSource: 'aws:sns', EventVersion: '1.0', Sns: snsNotification(message) };
}

export function sqsRecord(body: string, messageId = '059f36b4-87a3-44ab-83d2-661975830a7d') {
  return { messageId, receiptHandle: 'handle', body, attributes: {}, messageAttributes: {}, eventSource: 'aws:sqs' };
}

export function s3Record(object: object = {}, overrides: object = {}) {
  return {
    eventVersion: '2.1',
    eventSource: 'aws:s3',
    eventName: 'ObjectCreated:Put',
    s3: { s3SchemaVersion: '1.0', bucket: { name: BUCKET }, object: { key: KEY, size: 1024, ...object } },
    ...overrides,
  };
}

export function s3Event(records: readonly unknown[] = [s3Record()]) {
  return { Records: records };
}

export function eventBridgeEvent(object: object = {}, overrides: object = {}) {
  return {
    version: '0',
    'detail-type': 'Object Created',
    source: 'aws.s3',
    detail: {
      version: '0',
      bucket: { name: BUCKET },
      object: { key: KEY, size: 1024, ...object },
      reason: 'PutObject',
    },
    ...overrides,
  };
}
