import { isSystemsManagerSource } from '../../lib/core/record/event-source';
import { type JsonObject, textAt, valueAt } from '../../lib/core/record/json';
import { sampleDeliveries } from '../../samples/sample-deliveries';
import { CORRECTED_RECORD, SHARED_PARAMETER_READ } from '../../samples/special-records';

const FILES = sampleDeliveries();
const RECORDS = FILES.flatMap(({ records }) => records);
const OURS = RECORDS.filter((record) => isSystemsManagerSource(record['eventSource']));

const KEY =
  /^AWSLogs\/(?:(?<organization>o-[a-z0-9]+)\/)?(?<account>\d{12})\/CloudTrail\/(?<region>[a-z0-9-]+)\/(?<day>\d{4}\/\d\d\/\d\d)\/\k<account>_CloudTrail_\k<region>_(?<stamp>\d{8}T\d{4}Z)_[A-Za-z0-9]{16}\.json\.gz$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('the sample log files', () => {
  it('are the same every time', () => {
    expect(sampleDeliveries()).toEqual(FILES);
  });

  it('have other IDs and names under another seed, and the same events', () => {
    const others = sampleDeliveries({ seed: 7 });
    const namesOf = (files: typeof FILES) => new Set(files.flatMap(({ records }) => records.map(told)));

    expect(namesOf(others)).toEqual(namesOf(FILES));
    expect(others.map(({ key }) => key)).not.toEqual(FILES.map(({ key }) => key));
  });

  it('are few enough for a first run of seconds', () => {
    expect(FILES.length).toBeGreaterThanOrEqual(25);
    expect(FILES.length).toBeLessThanOrEqual(40);
    expect(RECORDS.length).toBeGreaterThanOrEqual(300);
    expect(RECORDS.length).toBeLessThanOrEqual(600);
  });

  it('are bodies of compact JSON that hold exactly their records', () => {
    for (const { body, records } of FILES) {
      expect(body.startsWith('{"Records":[{')).toBe(true);
      expect(JSON.parse(body)).toEqual({ Records: records });
    }
  });

  it('have the keys that CloudTrail gives them, each once, in the order of delivery', () => {
    const stamps = FILES.map(({ key }) => KEY.exec(key)?.groups?.['stamp']);

    expect(stamps).not.toContain(undefined);
    expect(stamps).toEqual([...stamps].sort());
    expect(new Set(FILES.map(({ key }) => key)).size).toBe(FILES.length);
  });

  it('hold records of their own account and region, written before the delivery', () => {
    for (const { key, records } of FILES) {
      const { account, region, day, stamp } = KEY.exec(key)?.groups ?? {};
      expect(day?.replaceAll('/', '')).toBe(stamp?.slice(0, 8));
      for (const record of records) {
        expect(record).toMatchObject({ recipientAccountId: account, awsRegion: region });
        expect(String(record['eventTime']).replace(/[-:]/g, '') <= String(stamp).replace('Z', '00Z')).toBe(true);
      }
    }
  });

  it('come from three accounts and more, several regions, an organization and another partition', () => {
    const groups = FILES.map(({ key }) => KEY.exec(key)?.groups);

    expect(new Set(groups.map((group) => group?.['account'])).size).toBeGreaterThanOrEqual(3);
    expect([...new Set(groups.map((group) => group?.['region']))]).toEqual(
      expect.arrayContaining(['us-east-1', 'us-east-2', 'eu-central-1', 'us-gov-west-1']),
    );
    const organizationAccounts = groups.filter((group) => group?.['organization']).map((group) => group?.['account']);
    expect([...new Set(organizationAccounts)]).toEqual(['444455556666']);
    expect(FILES.find(({ key }) => key.includes('us-gov'))?.body).toContain('arn:aws-us-gov:');
  });

  it('are a tenth to a third about Systems Manager, the rest about many services', () => {
    const sources = new Set(RECORDS.map((record) => record['eventSource']));

    expect(OURS.length / RECORDS.length).toBeGreaterThan(0.1);
    expect(OURS.length / RECORDS.length).toBeLessThan(1 / 3);
    for (const service of ['s3', 'ec2', 'iam', 'sts', 'kms', 'lambda', 'athena', 'ssm', 'ssm-guiconnect']) {
      expect(sources).toContain(`${service}.amazonaws.com`);
    }
  });

  it('hold an athena StartSession beside those of Session Manager', () => {
    const sources = RECORDS.filter(named('StartSession')).map((record) => record['eventSource']);

    expect(new Set(sources)).toEqual(new Set(['ssm.amazonaws.com', 'athena.amazonaws.com']));
  });
});

describe('the sample records', () => {
  it('have well-formed IDs and times', () => {
    for (const record of RECORDS) {
      expect(record['eventID']).toMatch(UUID);
      expect(record['requestID']).toMatch(UUID);
      expect(record['eventTime']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    }
  });

  it('are in no order inside a file', () => {
    const unordered = FILES.filter(({ records }) => {
      const times = records.map((record) => String(record['eventTime']));
      return times.join() !== [...times].sort().join();
    });

    expect(unordered.length).toBeGreaterThan(FILES.length / 2);
  });

  it('are delivered twice in two files, and equal, where their eventID is', () => {
    const byId = [...new Set(RECORDS.map(({ eventID }) => eventID))].map((id) =>
      RECORDS.filter(({ eventID }) => eventID === id),
    );
    const twice = byId.filter((records) => records.length > 1);

    expect(twice.length).toBeGreaterThan(0);
    for (const [first, second, ...others] of twice) {
      expect(second).toEqual(first);
      expect(others).toEqual([]);
      expect(FILES.filter(({ records }) => records.some(({ eventID }) => eventID === first?.['eventID']))).toHaveLength(
        2,
      );
    }
  });

  it('have a file that is delivered two days after its records were written', () => {
    const late = FILES.filter(({ key, records }) => {
      const day = KEY.exec(key)?.groups?.['day'] ?? '';
      return records.every(
        ({ eventTime }) => Date.parse(day) - Date.parse(String(eventTime).slice(0, 10)) >= 172_800_000,
      );
    });

    expect(late).toHaveLength(1);
    expect(late[0]?.records.some((record) => isSystemsManagerSource(record['eventSource']))).toBe(true);
  });

  it('have one event recorded in two accounts, each with its own eventID, the owner without an ARN of the reader', () => {
    const twins = RECORDS.filter(({ sharedEventID }) => sharedEventID === SHARED_PARAMETER_READ.sharedEventID);

    expect(twins.map(({ recipientAccountId }) => recipientAccountId).sort()).toEqual(['111122223333', '777788889999']);
    expect(new Set(twins.map(({ eventID }) => eventID)).size).toBe(2);
    const atOwner = twins.find(({ recipientAccountId }) => recipientAccountId === '111122223333');
    expect(atOwner?.['userIdentity']).toMatchObject({ type: 'AWSAccount', accountId: '777788889999' });
    expect(valueAt(atOwner, 'userIdentity', 'arn')).toBeUndefined();
  });

  it('have one correction, which points back at the record that it corrects', () => {
    const corrections = RECORDS.filter((record) => textAt(record, 'addendum', 'reason') === 'UPDATED_DATA');
    const original = RECORDS.filter(({ eventID }) => eventID === CORRECTED_RECORD.originalEventID);

    expect(corrections).toHaveLength(1);
    expect(textAt(corrections[0], 'addendum', 'originalEventID')).toBe(original[0]?.['eventID']);
    expect(corrections[0]?.['eventName']).toBe(original[0]?.['eventName']);
    expect(corrections[0]?.['eventID']).not.toBe(original[0]?.['eventID']);
  });

  it('are all of a week of March 2026, but for the deletion of example-Document in 2018', () => {
    const early = RECORDS.filter(
      ({ eventTime }) => String(eventTime) < '2026-03-02' || String(eventTime) >= '2026-03-07',
    );

    expect(new Set(early.map(({ eventTime }) => String(eventTime).slice(0, 10)))).toEqual(new Set(['2018-03-06']));
    expect(early.filter(named('DeleteDocument'))).toEqual([
      expect.objectContaining({
        eventVersion: '1.05',
        eventTime: '2018-03-06T20:30:12Z',
        eventSource: 'ssm.amazonaws.com',
        awsRegion: 'us-east-2',
        recipientAccountId: '111122223333',
        requestParameters: { name: 'example-Document' },
        userIdentity: expect.objectContaining({
          type: 'AssumedRole',
          arn: 'arn:aws:sts::111122223333:assumed-role/operations-engineer/carlos.salazar',
          sessionContext: expect.objectContaining({
            sessionIssuer: expect.objectContaining({ arn: 'arn:aws:iam::111122223333:role/operations-engineer' }),
          }),
        }),
      }),
    ]);
    expect(FILES[0]?.key).toContain('AWSLogs/111122223333/CloudTrail/us-east-2/2018/03/06/');
  });

  it('name no real key or address', () => {
    for (const { body } of FILES) {
      for (const [key] of body.matchAll(/\b(?:AKIA|ASIA|AIDA|AROA)[A-Z0-9]+/g)) expect(key).toMatch(/EXAMPLE$/);
    }
    const addresses = RECORDS.map(({ sourceIPAddress }) => String(sourceIPAddress)).filter((text) => /^\d/.test(text));
    for (const address of addresses) expect(address).toMatch(/^(?:192\.0\.2|198\.51\.100|203\.0\.113)\.\d{1,3}$/);
  });
});

function named(eventName: string) {
  return (record: JsonObject) => record['eventName'] === eventName;
}

function told({ eventName, recipientAccountId, awsRegion }: JsonObject): string {
  return [eventName, recipientAccountId, awsRegion].join(' ');
}
