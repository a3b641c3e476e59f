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

// A thousand rows, one by one, into the embedded DynamoDB.
jest.setTimeout(120_000);

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
    const refs = Object.fromEntries(messages.map(({ alert }) => [alert['rule'], alert['refs']]));
    expect(refs).toEqual({
      'ssm-audit-unevaluated': ['DeleteDocument/2024-05-01T12:10:00Z#damaged'],
      'document-deleted': ['DeleteDocument/2024-05-01T12:10:00Z#whole'],
    });
  });
});

describe('events that are alike', () => {
  const named = (name: string, overrides: JsonObject = {}) => deletion({ requestParameters: { name }, ...overrides });
  const digests = async () => (await alerting.received(queue)).filter(({ alert }) => alert['digest']);

  it('share a message in one batch where all attributes are the same, each with its own line', async () => {
    await alerting.handler([RULE], TOPICS)(rows(named('a'), named('b'), named('c')));
    const [message, ...others] = await alerting.received(queue);
    expect(others).toEqual([]);
    expect(message?.alert['count']).toBe(3);
    for (const name of ['a', 'b', 'c']) expect(message?.text).toContain(`on ${name} [document, changes]`);
  });

  it('are suppressed where they are the same call again, and closed by a digest though no other event comes', async () => {
    const handle = alerting.handler([RULE], TOPICS);
    await handle(rows(...ssmRecords(1, ON_TIME)));
    await handle(rows(...ssmRecords(1, { eventTime: '2024-05-01T12:15:00Z' })));
    alerting.now = new Date('2024-05-01T13:15:00Z');
    await handle({});
    expect(await alerting.received(queue)).toHaveLength(1);
    alerting.now = new Date('2024-05-01T13:20:00Z');
    await handle({});
    await handle({});
    const [digest, ...others] = await alerting.received(queue);
    expect(others).toEqual([]);
    expect(digest?.text).toMatch(/^MEDIUM digest: Document deleted: 1 more event by alice\n/);
    expect(digest?.attributes).toMatchObject({
      rule: 'document-deleted',
      eventName: 'DeleteDocument',
      outcome: 'success',
    });
    expect(alerting.metrics).toContainEqual(['SuppressedAlerts', 1]);
    expect(alerting.metrics).toContainEqual(['Digests', 1]);
  });

  it('are never suppressed by another target, actor or outcome', async () => {
    const handle = alerting.handler([RULE], TOPICS);
    const mallory = { arn: 'arn:aws:iam::111122223333:user/mallory', type: 'IAMUser', userName: 'mallory' };
    await handle(rows(deletion()));
    await handle(rows(named('other')));
    await handle(rows(deletion({ userIdentity: mallory })));
    expect(await alerting.received(queue)).toHaveLength(3);
  });

  it('are each sent where they are critical', async () => {
    const handle = alerting.handler([CRITICAL], TOPICS);
    await handle(rows(...ssmRecords(2, ON_TIME)));
    await handle(rows(...ssmRecords(1, ON_TIME)));
    expect((await alerting.received(queue)).map(({ alert }) => alert['count'])).toEqual([2, 1]);
  });

  it.each<[string, (index: number) => string]>([
    ['one session name', () => 'mallory'],
    ['a thousand session names', (index) => `mallory-${index}`],
  ])('become digests where one role floods, under %s', async (_, nameOf) => {
    const handle = alerting.handler([RULE.replace('level: medium', 'level: high')], TOPICS);
    const calls = Array.from({ length: 1000 }, (_, index) =>
      named(`d-${index}`, {
        eventTime: new Date(Date.parse('2024-05-01T12:00:00Z') + index * 600).toISOString().replace(/\.\d+/, ''),
        userIdentity: roleSession(nameOf(index)),
      }),
    );
    for (let start = 0; start < calls.length; start += 100) {
      // What a delivery brings, and a digest every five minutes.
      await handle(rows(...calls.slice(start, start + 100)));
      if (start % 500 === 400) await handle({});
    }
    alerting.now = new Date('2024-05-01T14:00:00Z');
    await handle({});
    const all = await alerting.received(queue);
    const summed = all.filter(({ alert }) => alert['digest']);
    expect(all.length - summed.length).toBeLessThanOrEqual(20);
    expect(summed.length).toBeLessThanOrEqual(4);
    expect(all.filter(({ text }) => Buffer.byteLength(text) > 200_000)).toEqual([]);
    expect(new Set(all.flatMap(({ alert }) => alert['refs'])).size).toBe(1000);
  });

  it('of one role leave those of another alone', async () => {
    const handle = alerting.handler([RULE], TOPICS);
    const noise = Array.from({ length: 30 }, (_, index) =>
      named(`d-${index}`, { userIdentity: roleSession(`s-${index}`) }),
    );
    await handle(rows(...noise));
    await handle(rows(deletion()));
    const all = await alerting.received(queue);
    expect(all).toHaveLength(11);
    expect(all.at(-1)?.text).toContain('by alice');
    expect(await digests()).toEqual([]);
  });
});

function roleSession(name: string): JsonObject {
  return {
    type: 'AssumedRole',
    arn: `arn:aws:sts::111122223333:assumed-role/Operator/${name}`,
    sessionContext: { sessionIssuer: { type: 'Role', arn: 'arn:aws:iam::111122223333:role/Operator' } },
  };
}

it('refuses what is no event of a stream', async () => {
  await expect(alerting.handler([RULE], TOPICS)({ Records: [{ body: '' }] })).rejects.toThrow(
    'this is not an event of a DynamoDB stream',
  );
});

function damagedImage(): object {
  const { dynamodb } = insertion(rowOfRecord(deletion({ eventID: 'damaged' })), '1');
  return { ...(dynamodb as { NewImage: object }).NewImage, record: { B: 'AAAA' } };
}
