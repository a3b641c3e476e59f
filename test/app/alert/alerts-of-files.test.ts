import { alertsOfFiles } from '../../../lib/app/alert/alerts-of-files';
import { ExpectedAlerts } from '../../../lib/app/alert/expected-alerts';
import type { LogFileSource } from '../../../lib/app/ports/log-file-source';
import { compileMatcher } from '../../../lib/core/alerts/event-matcher';
import type { JsonObject } from '../../../lib/core/record/json';
import { loadRules } from '../../../lib/core/rules/load-rules';
import { configuration, topic } from '../../core/alerts/observed-events';
import { ruleText } from '../../core/rules/rule-text';

/** Log files by their names; a text that is no JSON stands for a damaged one. */
function source(files: Readonly<Record<string, string>>): LogFileSource {
  return {
    open: async ({ key }) => ({
      chunks: (async function* () {
        yield Buffer.from(files[key] ?? '');
      })(),
      eTag: key,
      discard: () => undefined,
    }),
  };
}

function record(overrides: JsonObject = {}): JsonObject {
  return {
    eventSource: 'ssm.amazonaws.com',
    eventName: 'StartSession',
    eventTime: '2024-05-01T12:10:00Z',
    eventID: 'e-1',
    recipientAccountId: '111122223333',
    userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/alice' },
    responseElements: { sessionId: 's-1', tokenValue: 'a secret token' },
    ...overrides,
  };
}

const file = (...records: readonly JsonObject[]) => JSON.stringify({ Records: records });

const HOUR_MS = 3_600_000;

/** The alerts of a rule on StartSession, of the given level, on files. */
async function test(files: Readonly<Record<string, string>>, level = 'high', detection = SESSION) {
  const { rules } = loadRules([
    { file: 'r.yml', text: ruleText(detection, { id: 'session', title: 'Session', level }) },
  ]);
  const match = compileMatcher(rules, configuration(topic({ name: 'security', minimumLevel: 'high' })));
  const unreadable: string[] = [];
  const reasons: string[] = [];
  const remarks: string[] = [];
  const result = await alertsOfFiles(source(files), Object.keys(files), match, new ExpectedAlerts(HOUR_MS), {
    onUnreadable: (name, reason) => {
      unreadable.push(name);
      reasons.push(reason);
    },
    onRemark: (name, remark) => remarks.push(`${name}: ${remark}`),
  });
  return { ...result, unreadable, reasons, remarks };
}

const SESSION = 'selection:\n  eventName: StartSession\ncondition: selection';

describe('alertsOfFiles', () => {
  it('tells rule, level, event, principal, count, references and topics', async () => {
    const { alerts, records, files } = await test({ 'a.json': file(record(), record({ eventName: 'GetParameter' })) });
    expect({ records, files }).toEqual({ records: 2, files: 1 });
    expect(alerts).toEqual([
      {
        rule: 'session',
        title: 'Session',
        level: 'high',
        eventName: 'StartSession',
        eventTime: '2024-05-01T12:10:00Z',
        userIdentityArn: 'arn:aws:iam::111122223333:user/alice',
        outcome: 'success',
        count: 1,
        refs: ['StartSession/2024-05-01T12:10:00Z#e-1'],
        topics: ['security'],
      },
    ]);
  });

  it('counts the events of a suppression window as one alert, whatever files they are in', async () => {
    const { alerts } = await test({
      'b.json': file(record({ eventID: 'e-3', eventTime: '2024-05-01T13:10:00Z' })),
      'a.json': file(record({ eventID: 'e-2', eventTime: '2024-05-01T12:50:00Z' }), record()),
    });
    expect(alerts.map(({ count, eventTime }) => [eventTime, count])).toEqual([
      ['2024-05-01T12:10:00Z', 2],
      ['2024-05-01T13:10:00Z', 1],
    ]);
  });

  it('never suppresses what is critical', async () => {
    const { alerts } = await test({ 'a.json': file(record(), record({ eventID: 'e-2' })) }, 'critical');
    expect(alerts.map(({ count }) => count)).toEqual([1, 1]);
  });

  it('counts a record that two files hold once, and another record under its ID', async () => {
    const other = record({ sourceIPAddress: '203.0.113.9' });
    const { alerts } = await test({ 'a.json': file(record()), 'b.json': file(record(), other) });
    expect(alerts.map(({ count }) => count)).toEqual([2]);
  });

  it('names no topic for what none selects', async () => {
    const { alerts } = await test({ 'a.json': file(record()) }, 'low');
    expect(alerts.map(({ topics }) => topics)).toEqual([[]]);
  });

  it('asks rules about masked records', async () => {
    const token = 'selection:\n  responseElements.tokenValue: a secret token\ncondition: selection';
    expect((await test({ 'a.json': file(record()) }, 'high', token)).alerts).toEqual([]);
  });

  it('reads the shapes that people have, and names what is no CloudTrail, but for digests', async () => {
    const [lookup, detail, line] = ['e-1', 'e-2', 'e-3'].map((eventID) => JSON.stringify(record({ eventID })));
    const { alerts, files, failedFiles, unreadable } = await test({
      'lookup-events.json': JSON.stringify({ Events: [{ CloudTrailEvent: lookup }] }),
      'eventbridge.json': `{"detail":${detail}}`,
      'lines.jsonl': `{"eventVersion":"1.08"${line?.replace('{', ',')}\n`,
      'digest.json': '{"digestStartTime":"2024-05-01T12:00:00Z","logFiles":[]}',
      'kubernetes.json': '{"kind":"Event","apiVersion":"audit.k8s.io/v1"}',
    });
    expect(alerts.map(({ count }) => count)).toEqual([3]);
    expect({ files, failedFiles, unreadable }).toEqual({ files: 5, failedFiles: 1, unreadable: ['kubernetes.json'] });
  });

  it('asks rules about what is beside a record that cannot be read, and names that one', async () => {
    const damaged = '{"eventSource":"sts.amazonaws.com","a":"\\x"}';
    const { alerts, failedFiles, unreadable, reasons } = await test({
      'a.json': `{"Records":[${damaged},${JSON.stringify(record())}]}`,
    });
    expect(alerts).toMatchObject([{ rule: 'session', count: 1 }]);
    expect({ failedFiles, unreadable }).toEqual({ failedFiles: 0, unreadable: ['a.json'] });
    expect(reasons).toEqual([expect.stringContaining('record 0 would go to quarantine: ')]);
  });

  it('asks rules about a record that cannot be indexed', async () => {
    const { eventTime: _, ...timeless } = record();
    const { alerts } = await test({ 'a.json': file(timeless) });
    expect(alerts).toEqual([expect.objectContaining({ rule: 'session', count: 1, topics: ['security'] })]);
    expect(alerts[0]).not.toHaveProperty('eventTime');
  });

  it('reads other layouts, and leaves out what holds no records', async () => {
    const digest = 'AWSLogs/111122223333/CloudTrail-Digest/eu-west-1/2024/05/01/d.json.gz';
    const { alerts, files, skippedFiles } = await test({ 'a.json': `${JSON.stringify(record())}\n`, [digest]: '{}' });
    expect(alerts).toHaveLength(1);
    expect({ files, skippedFiles }).toEqual({ files: 1, skippedFiles: 1 });
  });

  it('tells of records without an event source and of what is no object, as ingest does', async () => {
    const { eventSource: _, ...sourceless } = record({ eventID: 'e-2' });
    const { alerts, failedFiles, unreadable, remarks } = await test({
      'a.json': JSON.stringify({ Records: [record(), sourceless, 7] }),
      'b.json': file(sourceless).slice(0, -2),
    });
    expect(alerts.map(({ count }) => count)).toEqual([1]);
    expect({ failedFiles, unreadable }).toEqual({ failedFiles: 1, unreadable: ['b.json'] });
    expect(remarks).toEqual([
      'a.json: 1 of its records is not an object and is left out, the first at index 2',
      expect.stringMatching(/^a\.json: a record has no event source \(at place 1\)/),
      expect.stringMatching(/^b\.json: a record has no event source \(at place 0\)/),
    ]);
  });

  it('names a file that cannot be read to its end, and counts what was read of it', async () => {
    const { alerts, failedFiles, unreadable } = await test({
      'a.json': file(record()).slice(0, -2),
      'b.json': file(record({ eventID: 'e-2' })),
    });
    expect(unreadable).toEqual(['a.json']);
    expect(failedFiles).toBe(1);
    expect(alerts.map(({ count }) => count)).toEqual([2]);
  });

  it('is not escaped by a record of 390 KB, nor by one of 40 levels', async () => {
    let nested: JsonObject = { end: true };
    for (let level = 1; level < 40; level += 1) nested = { deeper: nested };
    const large = record({ eventID: 'e-2', requestParameters: { padding: 'x'.repeat(390 * 1024) } });
    const deep = record({ eventID: 'e-3', requestParameters: nested });
    expect((await test({ 'a.json': file(large, deep) })).alerts.map(({ count }) => count)).toEqual([1, 1]);
  });

  const minute = (at: number) => `2024-05-01T12:${String(at).padStart(2, '0')}:00Z`;
  const session = (name: string) => ({
    type: 'AssumedRole',
    arn: `arn:aws:sts::111122223333:assumed-role/Operator/${name}`,
    sessionContext: { sessionIssuer: { type: 'Role', arn: 'arn:aws:iam::111122223333:role/Operator' } },
  });
  const tunnel = (name: string, host: string, at: number) =>
    record({
      eventID: `${name}-${host}`,
      eventTime: minute(at),
      userIdentity: session(name),
      requestParameters: { target: 'i-0a1b2c3d4e5f60001', parameters: { host: [host], portNumber: ['5432'] } },
    });

  it('alerts on both: a tunnel to localhost, and then another to the database, in the same role and hour', async () => {
    const harmless = tunnel('deploy-bot', 'localhost', 0);
    for (const second of [tunnel('mallory', 'orders-db.prod', 20), tunnel('deploy-bot', 'orders-db.prod', 20)]) {
      const { alerts } = await test({ 'a.json': file(harmless), 'b.json': file(second) });
      expect(alerts.map(({ count }) => count)).toEqual([1, 1]);
    }
  });

  /** A session a node, by one role, within ten minutes. */
  const flood = (nameOf: (index: number) => string) =>
    Array.from({ length: 1000 }, (_, index) =>
      record({
        eventID: `f-${index}`,
        eventTime: new Date(Date.parse(minute(3)) + index * 600).toISOString().replace(/\.\d+Z/, 'Z'),
        userIdentity: session(nameOf(index)),
        requestParameters: { target: `i-${String(index).padStart(17, '0')}` },
      }),
    );

  it.each<[string, (index: number) => string]>([
    ['one session name', () => 'mallory'],
    ['a thousand session names', (index) => `mallory-${index}`],
  ])('makes at most 20 messages and four digests of 1,000 sessions by one role under %s', async (_, nameOf) => {
    const { alerts } = await test({ 'a.json': file(...flood(nameOf)) });
    const digests = alerts.filter(({ digest }) => digest);
    expect(alerts.length - digests.length).toBe(20);
    expect(digests.length).toBeLessThanOrEqual(4);
    expect(new Set(alerts.flatMap(({ refs }) => refs)).size).toBe(1000);
    expect(digests.every(({ eventName }) => eventName === 'StartSession')).toBe(true);
  });

  it('gives the same for the same records, however they are split, shuffled or doubled', async () => {
    const records = [
      ...flood((index) => `s-${index % 7}`).slice(0, 400),
      ...flood(() => 'mallory')
        .slice(0, 400)
        .map((each) => ({ ...each, eventID: `${each.eventID}-2` })),
    ];
    const whole = await test({ 'a.json': file(...records) });
    const halves = await test({
      'a.json': file(...records.slice(350).reverse()),
      'b.json': file(...records.slice(0, 450)),
    });
    expect(JSON.stringify(halves.alerts)).toBe(JSON.stringify(whole.alerts));
    const times = whole.alerts.map(({ eventTime, lastEventTime }) => lastEventTime ?? eventTime ?? '');
    expect(times).toEqual([...times].sort());
  });
});
