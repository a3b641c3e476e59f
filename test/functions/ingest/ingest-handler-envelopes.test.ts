import { logFile, logKey, ssmRecord } from '../../log-records';
import { Ingestion, queueEvent } from '../ingestion';

let ingestion: Ingestion;

beforeAll(async () => {
  ingestion = await Ingestion.start();
});

afterAll(() => ingestion.stop());

/** Each way in which the news of an object can reach the function, for a raw key. */
const ENVELOPES: Readonly<Record<string, (key: string) => unknown>> = {
  'CloudTrail on a queue, raw': (key) => queueEvent([ingestion.announcement(key)]),
  'CloudTrail on a queue, in the envelope of SNS': (key) => queueEvent([notification(ingestion.announcement(key))]),
  'CloudTrail by SNS direct': (key) => ({
    Records: [
      { EventSource: 'aws:sns', Sns: { Type: 'Notification', MessageId: 'm', Message: ingestion.announcement(key) } },
    ],
  }),
  'S3 direct': (key) => s3Event(key),
  'S3 on a queue': (key) => queueEvent([JSON.stringify(s3Event(key))]),
  'S3 on a queue, in the envelope of SNS': (key) => queueEvent([notification(JSON.stringify(s3Event(key)))]),
  'EventBridge direct': (key) => bridgeEvent(key),
  'EventBridge on a queue': (key) => queueEvent([JSON.stringify(bridgeEvent(key))]),
};

describe.each(Object.entries(ENVELOPES))('the ingest function, told by %s', (name, envelope) => {
  const eventName = name.replace(/\W/g, '');

  it.each(['', 'with space+plus%2F/'])('reads the object, its key beginning with "%s"', async (prefix) => {
    const key = `${prefix}${logKey()}`;
    await ingestion.bucket.put(key, logFile([ssmRecord({ eventName, eventID: prefix || 'plain' })]));
    const response = await ingestion.invoke(envelope(key));
    expect(response?.batchItemFailures ?? []).toEqual([]);
    expect(await ingestion.rowsOf(eventName)).toContainEqual(
      expect.objectContaining({ logFile: `s3://${ingestion.bucket.name}/${key}` }),
    );
  });

  it('fails where the object is not there', async () => {
    const invocation = ingestion.invoke(envelope(logKey()));
    if (name.includes('queue')) expect((await invocation)?.batchItemFailures).toHaveLength(1);
    else await expect(invocation).rejects.toThrow('key');
  });
});

describe('the ingest function', () => {
  it.each([
    ['the validation message, raw', 'CloudTrail validation message.'],
    ['the validation message, in the envelope of SNS', notification('CloudTrail validation message.')],
    ['the test event of S3', JSON.stringify({ Service: 'Amazon S3', Event: 's3:TestEvent', Bucket: 'b' })],
  ])('acknowledges %s', async (_, body) => {
    expect(await ingestion.receive([body])).toEqual([]);
  });

  it.each([
    'AWSLogs/111122223333/CloudTrail/',
    'AWSLogs/111122223333/CloudTrail-Digest/us-east-2/2024/03/01/111122223333_CloudTrail-Digest_us-east-2_t_us-east-2_20240301T100000Z.json.gz',
    'AWSLogs/111122223333/CloudTrail-Insight/us-east-2/2024/03/01/111122223333_CloudTrail-Insight_us-east-2_20240301T1005Z_x.json.gz',
  ])('skips and counts %s', async (key) => {
    ingestion.metrics.length = 0;
    expect(await ingestion.receive([ingestion.announcement(key)])).toEqual([]);
    expect(ingestion.metrics).toEqual([['SkippedFiles', 1]]);
  });

  it.each(['', 'null', '[]', '{}', 'hello', '{"s3Bucket":"b"}', '{"Records":[{}]}', '['.repeat(10_000)])(
    'does not acknowledge %.20p away',
    async (body) => {
      expect(await ingestion.receive([body])).toEqual(['message-0']);
    },
  );
});

function notification(message: string): string {
  return JSON.stringify({ Type: 'Notification', MessageId: 'm', TopicArn: 'arn', Message: message });
}

function s3Event(key: string) {
  const encoded = encodeURIComponent(key).replaceAll('%2F', '/').replaceAll('%20', '+');
  const s3 = { bucket: { name: ingestion.bucket.name }, object: { key: encoded } };
  return { Records: [{ eventSource: 'aws:s3', eventName: 'ObjectCreated:Put', s3 }] };
}

function bridgeEvent(key: string) {
  const detail = { bucket: { name: ingestion.bucket.name }, object: { key } };
  return { version: '0', source: 'aws.s3', 'detail-type': 'Object Created', detail };
}
