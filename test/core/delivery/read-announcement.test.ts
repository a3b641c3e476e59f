import { readAnnouncement } from '../../../lib/core/delivery/read-announcement';
import { UnreadableAnnouncementError } from '../../../lib/core/delivery/unreadable-announcement-error';
import {
  BUCKET,
  cloudTrailNotification,
  eventBridgeEvent,
  KEY,
  s3Event,
  s3Record,
  snsNotification,
  snsRecord,
} from './delivery-messages';

const ONE_LOG_FILE = { kind: 'logFiles', objects: [{ bucket: BUCKET, key: KEY }] };
const notice = (text: string) => ({ kind: 'notice', notice: text });

describe("CloudTrail's notification", () => {
  const notification = cloudTrailNotification();
  const text = JSON.stringify(notification);

  it.each([
    ['an object', notification],
    ['the body of a queue with raw delivery', text],
    ['an SNS notification in the body of a queue', JSON.stringify(snsNotification(text))],
    ['a record of an SNS subscription', snsRecord(text)],
    ['the notification in such a record', snsRecord(text).Sns],
    ['a text encoded twice', JSON.stringify(text)],
  ])('is read from %s', (_, body) => {
    expect(readAnnouncement(body)).toEqual(ONE_LOG_FILE);
  });

  it('announces several keys, each as it stands: they are not URL-encoded', () => {
    const keys = [KEY, 'a+b%2Fc/AWSLogs/x.json.gz', '日志/y.json.gz'];
    const announcement = readAnnouncement(cloudTrailNotification({ s3ObjectKey: keys }));
    expect(announcement).toMatchObject({ objects: keys.map((key) => ({ bucket: BUCKET, key })) });
  });

  it.each([
    [{ origin: 'backfill' }, { origin: 'backfill', force: false }],
    [{ origin: 'repair' }, { origin: 'repair', force: false }],
    [
      { origin: 'repair', force: true },
      { origin: 'repair', force: true },
    ],
  ])('carries the instructions %j', (ssmAudit, instructions) => {
    const announcement = readAnnouncement(JSON.stringify(cloudTrailNotification({ ssmAudit })));
    expect(announcement).toEqual({ ...ONE_LOG_FILE, instructions });
  });

  it.each([
    ['keys in a text', { s3ObjectKey: KEY }, 's3ObjectKey is not a list of keys'],
    ['no key', { s3ObjectKey: [] }, 's3ObjectKey is not a list of keys'],
    ['an empty key', { s3ObjectKey: [KEY, ''] }, 's3ObjectKey is not a list of keys'],
    ['a key that is a number', { s3ObjectKey: [KEY, 7] }, 's3ObjectKey is not a list of keys'],
    ['no bucket', { s3Bucket: '' }, 's3Bucket names no bucket'],
    ['a bucket that is a number', { s3Bucket: 7 }, 's3Bucket names no bucket'],
    ['a strange origin', { ssmAudit: { origin: 'elsewhere' } }, 'ssmAudit is not'],
    ['an origin that claims to be news', { ssmAudit: { origin: 'delivery' } }, 'ssmAudit is not'],
    ['an origin that is an object', { ssmAudit: { origin: {} } }, 'ssmAudit is not'],
    ['no origin', { ssmAudit: { force: true } }, 'ssmAudit is not'],
    ['force that is a text', { ssmAudit: { origin: 'repair', force: 'true' } }, 'ssmAudit is not'],
    ['instructions that are a list', { ssmAudit: ['repair'] }, 'ssmAudit is not'],
    ['instructions that are null', { ssmAudit: null }, 'ssmAudit is not'],
  ])('is unreadable with %s', (_, overrides, problem) => {
    expect(() => readAnnouncement(cloudTrailNotification(overrides))).toThrow(problem);
  });
});

describe('an S3 event', () => {
  it.each([
    ['an object', s3Event()],
    ['the body of a queue', JSON.stringify(s3Event())],
    ['an SNS notification in the body of a queue', JSON.stringify(snsNotification(JSON.stringify(s3Event())))],
    ['a record of an SNS subscription', snsRecord(JSON.stringify(s3Event()))],
  ])('is read from %s', (_, body) => {
    expect(readAnnouncement(body)).toEqual(ONE_LOG_FILE);
  });

  it('has URL-encoded keys, a plus for a space', () => {
    const event = s3Event([s3Record({ key: 'my+logs/a%2Bb%3D1/%E6%97%A5.json.gz' })]);
    expect(readAnnouncement(event)).toMatchObject({ objects: [{ key: 'my logs/a+b=1/日.json.gz' }] });
  });

  it('names the version where the bucket keeps versions', () => {
    expect(readAnnouncement(s3Event([s3Record({ versionId: 'v1' })]))).toMatchObject({
      objects: [{ versionId: 'v1' }],
    });
    expect(readAnnouncement(s3Event([s3Record({ versionId: null })]))).toEqual(ONE_LOG_FILE);
  });

  it('announces what was created and leaves out the rest', () => {
    const removed = s3Record({ key: 'gone' }, { eventName: 'ObjectRemoved:Delete' });
    expect(readAnnouncement(s3Event([removed, s3Record()]))).toEqual(ONE_LOG_FILE);
  });

  it.each(['ObjectRemoved:Delete', 'ReducedRedundancyLostObject', 'LifecycleExpiration:DeleteMarkerCreated'])(
    'is a notice where it is %s',
    (eventName) => {
      expect(readAnnouncement(s3Event([s3Record({}, { eventName })]))).toEqual(notice(`S3 event ${eventName}`));
    },
  );

  it.each([
    ['no records', s3Event([])],
    ['records of another service', s3Event([s3Record({}, { eventSource: 'aws:kinesis' })])],
    ['an event name that is no name', s3Event([s3Record({}, { eventName: 'ObjectCreated:\n[ERROR] forged' })])],
    ['a stranger among its records', s3Event([s3Record(), null])],
    ['no key', s3Event([s3Record({ key: '' })])],
    ['a key that is not URL-encoded', s3Event([s3Record({ key: '100%' })])],
  ])('is unreadable with %s', (_, event) => {
    expect(() => readAnnouncement(event)).toThrow(UnreadableAnnouncementError);
  });
});

describe('an EventBridge event', () => {
  it.each([
    ['an object', eventBridgeEvent()],
    ['the body of a queue', JSON.stringify(eventBridgeEvent())],
    ['an SNS notification in the body of a queue', JSON.stringify(snsNotification(JSON.stringify(eventBridgeEvent())))],
  ])('is read from %s', (_, body) => {
    expect(readAnnouncement(body)).toEqual(ONE_LOG_FILE);
  });

  it('has raw keys and may name the version', () => {
    const event = eventBridgeEvent({ key: 'a+b%20c', 'version-id': 'v1' });
    expect(readAnnouncement(event)).toMatchObject({ objects: [{ key: 'a+b%20c', versionId: 'v1' }] });
  });

  it('is a notice where no object was created', () => {
    const event = eventBridgeEvent({}, { 'detail-type': 'Object Deleted' });
    expect(readAnnouncement(event)).toEqual(notice('EventBridge Object Deleted'));
  });

  it.each([
    ['another source', eventBridgeEvent({}, { source: 'aws.ec2' })],
    ['a call recorded by CloudTrail', eventBridgeEvent({}, { 'detail-type': 'AWS API Call via CloudTrail' })],
    ['no key', eventBridgeEvent({ key: '' })],
    ['no detail', eventBridgeEvent({}, { detail: null })],
  ])('is unreadable with %s', (_, event) => {
    expect(() => readAnnouncement(event)).toThrow(UnreadableAnnouncementError);
  });
});

describe('a message that asks for no work', () => {
  const validation = 'CloudTrail validation message.';
  const testEvent = JSON.stringify({ Service: 'Amazon S3', Event: 's3:TestEvent', Bucket: BUCKET });

  it.each([
    ['CloudTrail validation message', validation],
    ['CloudTrail validation message', JSON.stringify(snsNotification(validation))],
    ['CloudTrail validation message', snsRecord(validation)],
    ['s3:TestEvent', testEvent],
    ['s3:TestEvent', JSON.stringify(snsNotification(testEvent))],
    ['SNS SubscriptionConfirmation', JSON.stringify(snsNotification('…', { Type: 'SubscriptionConfirmation' }))],
    ['SNS UnsubscribeConfirmation', snsNotification('…', { Type: 'UnsubscribeConfirmation' })],
  ])('is a notice: %s', (text, body) => {
    expect(readAnnouncement(body)).toEqual(notice(text));
  });
});

describe('any other message', () => {
  const nest = (text: string, levels: number) =>
    Array.from({ length: levels }).reduce((inside: unknown) => snsNotification(inside), text);

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a number', 7],
    ['a list', [cloudTrailNotification()]],
    ['an empty text', ''],
    ['some text', 'hello'],
    ['text like the validation message', 'CloudTrail validation message. And more'],
    ['JSON cut short', JSON.stringify(cloudTrailNotification()).slice(0, -5)],
    ['an empty object', '{}'],
    ['members of a prototype', '{"__proto__":{"s3ObjectKey":["k"],"s3Bucket":"b"}}'],
    ['a notification without a message', snsNotification(undefined)],
    ['envelopes a thousand deep', nest(JSON.stringify(cloudTrailNotification()), 1000)],
  ])('is unreadable: %s', (_, body) => {
    expect(() => readAnnouncement(body)).toThrow(UnreadableAnnouncementError);
  });

  it('is named by its shape, without what it says', () => {
    const error = unreadable({ user: 'alice', password: 'hunter2' });
    expect(error.message).toMatch('an object with the members user, password');
    expect(error.message).toMatch('expected CloudTrail');
    expect(error.message).not.toMatch(/alice|hunter2/);
  });

  it('shows the first words of a text, no long runs, no control characters', () => {
    const error = unreadable(`see\u001b[2J ${'A1b2'.repeat(10)} please`);
    expect(error.excerpt).toBe('text of 55 characters, "see [2J *** please"');
  });

  it('shows a few of many members, each cut short', () => {
    const many = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`${'m '.repeat(100)}${index}`, 1]));
    expect(unreadable(many).message.length).toBeLessThan(1500);
  });

  function unreadable(body: unknown): UnreadableAnnouncementError {
    try {
      readAnnouncement(body);
    } catch (error) {
      if (error instanceof UnreadableAnnouncementError) return error;
    }
    throw new Error('expected the message to be unreadable');
  }
});
