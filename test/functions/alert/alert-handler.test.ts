import { randomBytes } from 'node:crypto';
import type { JsonObject } from '../../../lib/core/record/json';
import { topic } from '../../core/alerts/observed-events';
import { nested } from '../../core/rows/events';
import { ruleText } from '../../core/rules/rule-text';
import { kmsRecord, ssmRecord, ssmRecords } from '../../log-records';
import { Alerting, insertion, insertions, rowOfRecord } from '../alerting';

const RULE = ruleText('selection:\n  eventName: DeleteDocument\ncondition: selection', {
  id: 'document-deleted',
  title: 'Document deleted',
  level: 'medium',
});
const CRITICAL = RULE.replace('level: medium', 'level: critical');
const TOPICS = [topic({ name: 'documents', rules: ['document-deleted'] })];

/** In the hour before the rows of `insertions` are written. */
const ON_TIME = { eventTime: '2024-05-01T12:10:00Z' };

let alerting: Alerting;
let queue: string;

beforeEach(async () => {
  alerting = await Alerting.start();
  queue = await alerting.subscribe('documents');
});

afterEach(() => alerting.stop());

const deletion = (overrides: JsonObject = {}) => ssmRecord({ ...ON_TIME, ...overrides });
const rows = (...records: readonly JsonObject[]) => insertions(...records.map((record) => rowOfRecord(record)));

describe('a new event that a topic asks for', () => {
  it('is sent with its attributes', async () => {
    expect(await alerting.handler([RULE], TOPICS)(rows(deletion({ eventID: 'e-1' })))).toEqual([]);
    const [message, ...others] = await alerting.received(queue);
    expect(others).toEqual([]);
    expect(message?.text).toMatch(/^MEDIUM: Document deleted: DeleteDocument by alice\n/);
    expect(message?.text).toContain(`  ssm-audit show --stack ssm-audit DeleteDocument/2024-05-01T12:10:00Z#e-1\n`);
    expect(message?.text).not.toContain('late');
    expect(message?.attributes).toEqual({
      rule: 'document-deleted',
      level: 'medium',
      eventName: 'DeleteDocument',
      outcome: 'success',
      userIdentityArn: 'arn:aws:iam::111122223333:user/alice',
      awsRegion: 'us-east-2',
      recipientAccountId: '111122223333',
      resource: '["example-Document"]',
    });
    expect(alerting.metrics).toEqual([['Alerts', 1, 'medium']]);
  });

  it('is marked late where its delivery was held up', async () => {
    await alerting.handler([RULE], TOPICS)(rows(deletion({ eventTime: '2024-04-28T12:00:00Z' })));
    expect((await alerting.received(queue))[0]?.text).toContain('late        indexed 3 days after it happened');
  });

  it('reaches a subscriber whose filter policy names it, and no other', async () => {
    const all = [topic({ name: 'all', events: ['*'] })];
    const deletions = await alerting.subscribe('all', { eventName: ['DeleteDocument'] });
    const sessions = await alerting.subscribe('all', { eventName: ['StartSession'], outcome: ['success'] });
    await alerting.handler([], all)(rows(deletion(), deletion({ eventName: 'CreateDocument' })));
    expect((await alerting.received(deletions)).map(({ alert }) => alert['eventName'])).toEqual(['DeleteDocument']);
    expect(await alerting.received(sessions)).toEqual([]);
  });

  it.each([
    ['of 390 KB', { requestParameters: { name: 'x', content: randomBytes(146_250).toString('hex') } }],
    ['40 levels deep', { requestParameters: { name: 'x', deep: nested(40) } }],
  ])('fires its rule with a record %s', async (_, overrides) => {
    const row = rowOfRecord(deletion(overrides));
    expect(row.record).toBeDefined();
    await alerting.handler([RULE], TOPICS)(insertions(row));
    expect((await alerting.received(queue)).map(({ alert }) => alert['rule'])).toEqual(['document-deleted']);
  });
});

describe('what raises nothing', () => {
  it.each([
    ['history', insertion(rowOfRecord(deletion(), 'backfill'), '1')],
    ['a row that changes', { ...insertion(rowOfRecord(deletion()), '1'), eventName: 'MODIFY' }],
    ['a row that goes', { eventName: 'REMOVE', dynamodb: { SequenceNumber: '1' } }],
    ['a KMS call on a parameter that is asked for by name alone', insertion(rowOfRecord(kmsRecord(ON_TIME)), '1')],
  ])('is %s', async (_, record) => {
    const everything = [topic({ name: 'documents', rules: ['document-deleted'], events: ['*'] })];
    expect(await alerting.handler([RULE], everything)({ Records: [record] })).toEqual([]);
    expect(await alerting.received(queue)).toEqual([]);
  });

  it('is what nobody asks for', async () => {
    await alerting.handler([RULE], [topic({ name: 'documents', rules: ['other'] })])(rows(deletion()));
    expect(await alerting.received(queue)).toEqual([]);
  });
});

it('alerts on a repaired delivery, and on a KMS call on a parameter that a rule matches', async () => {
  const kms = RULE.replaceAll('DeleteDocument', 'Decrypt');
  const event = insertions(rowOfRecord(kmsRecord(ON_TIME), 'repair'));
  await alerting.handler([kms], TOPICS)(event);
  expect(await alerting.received(queue)).toHaveLength(1);
});

describe('a record that cannot be evaluated', () => {
  it('alerts as such where it is not in its row', async () => {
    const { record: _, ...pointer } = rowOfRecord(deletion());
    await alerting.handler([RULE], TOPICS)(insertions(pointer as never));
    expect((await alerting.received(queue)).map(({ alert }) => alert['rule'])).toEqual(['ssm-audit-unevaluated']);
    expect(alerting.metrics).toContainEqual(['UnevaluatedEvents', 1]);
  });

  it.each([
    ['image', { NewImage: { eventName: { X: 1 } } }],
    ['record', { NewImage: damagedImage() }],
  ])('alerts as such where its %s is damaged, and delays nothing', async (_, damage) => {
    const damaged = insertion(rowOfRecord(deletion({ eventID: 'damaged' })), '1');
    Object.assign(damaged['dynamodb'] as object, damage);
    const event = { Records: [damaged, insertion(rowOfRecord(deletion({ eventID: 'whole' })), '2')] };
    expect(await alerting.handler([RULE], TOPICS)(event)).toEqual([]);
    const messages = await alerting.received(queue);
    expect(messages.map(({ alert }) => alert['rule'])).toEqual(['ssm-audit-unevaluated', 'document-deleted']);
    expect(messages[0]?.alert['refs']).toEqual(['DeleteDocument/2024-05-01T12:10:00Z#damaged']);
  });
});

describe('events that are alike', () => {
  it('share a message in one batch, and are counted in the next window', async () => {
    const handle = alerting.handler([RULE], TOPICS);
    await handle(rows(...ssmRecords(3, ON_TIME)));
    await handle(rows(...ssmRecords(4, ON_TIME)));
    await handle(rows(...ssmRecords(1, { eventTime: '2024-05-01T13:00:00Z' })));
    await handle(rows(...ssmRecords(1, { eventTime: '2024-05-01T14:00:00Z' })));
    const messages = await alerting.received(queue);
    expect(messages.map(({ alert }) => alert['count'])).toEqual([3, 1, 1]);
    expect(messages.map(({ text }) => /(\d+) more like it/.exec(text)?.[1])).toEqual([undefined, '4', undefined]);
    expect(alerting.metrics).toContainEqual(['SuppressedAlerts', 4]);
  });

  it('are each sent where they are critical', async () => {
    const handle = alerting.handler([CRITICAL], TOPICS);
    await handle(rows(...ssmRecords(2, ON_TIME)));
    await handle(rows(...ssmRecords(1, ON_TIME)));
    expect((await alerting.received(queue)).map(({ alert }) => alert['count'])).toEqual([2, 1]);
  });
});

it('refuses what is no event of a stream', async () => {
  await expect(alerting.handler([RULE], TOPICS)({ Records: [{ body: '' }] })).rejects.toThrow(
    'this is no event of a DynamoDB stream',
  );
});

function damagedImage(): object {
  const { dynamodb } = insertion(rowOfRecord(deletion({ eventID: 'damaged' })), '1');
  return { ...(dynamodb as { NewImage: object }).NewImage, record: { B: 'AAAA' } };
}
