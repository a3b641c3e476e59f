import { lambdaMessages } from '../../../lib/core/delivery/lambda-messages';
import { readAnnouncement } from '../../../lib/core/delivery/read-announcement';
import { cloudTrailNotification, eventBridgeEvent, KEY, s3Record, snsRecord, sqsRecord } from './delivery-messages';

const TEXT = JSON.stringify(cloudTrailNotification());

it('gives each message of a queue with its id', () => {
  const event = { Records: [sqsRecord(TEXT, 'one'), sqsRecord('hello', 'two')] };
  expect(lambdaMessages(event)).toEqual([
    { messageId: 'one', body: TEXT },
    { messageId: 'two', body: 'hello' },
  ]);
});

it.each([
  ['a queue', { Records: [sqsRecord(TEXT)] }],
  ['a topic', { Records: [snsRecord(TEXT)] }],
  ['a bucket', { Records: [s3Record()] }],
  ['EventBridge', eventBridgeEvent()],
])('gives what can be read, whoever invoked: %s', (_, event) => {
  const announcements = lambdaMessages(event).map(({ body }) => readAnnouncement(body));
  expect(announcements).toMatchObject([{ kind: 'logFiles', objects: [{ key: KEY }] }]);
});

it('gives a message for each record of a bucket, each to be read on its own', () => {
  const messages = lambdaMessages({ Records: [s3Record({ key: 'one' }), s3Record({ key: 'two' })] });
  expect(messages.map(({ body }) => readAnnouncement(body))).toMatchObject([
    { objects: [{ key: 'one' }] },
    { objects: [{ key: 'two' }] },
  ]);
});

it.each([[undefined], [null], ['text'], [{}], [{ Records: [] }], [{ Records: 'text' }], [{ Records: [null] }]])(
  'gives what it does not know as a message that cannot be read: %j',
  (event) => {
    const messages = lambdaMessages(event);
    expect(messages).toHaveLength(1);
    expect(() => readAnnouncement(messages[0]?.body)).toThrow('unreadable announcement');
  },
);

it('keeps the id of a message of a queue whose body is missing, so that it fails alone', () => {
  const { body: _, ...record } = sqsRecord('');
  expect(lambdaMessages({ Records: [record] })).toMatchObject([{ messageId: record.messageId }]);
});
