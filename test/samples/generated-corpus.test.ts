import { familyOf } from '../../lib/core/record/event-source';
import { CorpusOptionError, type CorpusOptions, generatedCorpus } from '../../samples/generated-corpus';

describe('a generated corpus', () => {
  it('has the files and records that were asked for, each with a key and an eventID of its own', () => {
    const files = corpus({ files: 200, recordsPerFile: 20 });
    const records = files.flatMap((file) => file.records);

    expect(files.map((file) => file.records.length)).toEqual(Array.from({ length: 200 }, () => 20));
    expect(new Set(files.map(({ key }) => key)).size).toBe(200);
    expect(new Set(records.map(({ eventID }) => eventID)).size).toBe(4000);
    for (const file of files) expect(JSON.parse(file.body)).toEqual({ Records: file.records });
  });

  it('is the same for the same options, and another for another seed', () => {
    expect(corpus({ seed: 3 })).toEqual(corpus({ seed: 3 }));
    expect(corpus({ seed: 3 })).not.toEqual(corpus({ seed: 4 }));
  });

  it.each([0, 0.05, 0.29, 1])('has a share of %d of Systems Manager, and nothing of KMS about parameters', (share) => {
    const families = corpus({ files: 100, systemsManagerShare: share })
      .flatMap(({ records }) => records)
      .map(familyOf);

    expect(families.filter((family) => family === 'systems-manager')).toHaveLength(share * 2000);
    expect(families).not.toContain('related');
  });

  it('is made as it is asked for', () => {
    const endless = generatedCorpus(options({ files: Number.POSITIVE_INFINITY }));

    expect(endless.next().value).toMatchObject({ key: expect.stringContaining('AWSLogs/') });
  });

  it('goes round its places, five minutes a round', () => {
    const files = corpus({ files: 4, accounts: ['123456789012'], regions: ['us-gov-west-1', 'us-gov-east-1'] });

    expect(files.map(({ key }) => key.replace(/^.*CloudTrail_(.*)_.*$/, '$1'))).toEqual([
      'us-gov-west-1_20260302T0005Z',
      'us-gov-east-1_20260302T0005Z',
      'us-gov-west-1_20260302T0010Z',
      'us-gov-east-1_20260302T0010Z',
    ]);
    const times = files.slice(2).flatMap(({ records }) => records.map(({ eventTime }) => String(eventTime)));
    for (const time of times) expect(time).toMatch(/^2026-03-02T00:0[5-9]/);
  });

  it('has refused calls and agents among the others', () => {
    const records = corpus({ files: 50, systemsManagerShare: 1 }).flatMap((file) => file.records);
    const heartbeats = records.filter(({ eventName }) => eventName === 'UpdateInstanceInformation');

    expect(heartbeats.length).toBeGreaterThan(records.length / 3);
    expect(records.some(({ errorCode }) => errorCode === 'AccessDenied')).toBe(true);
    expect(records.some(({ errorCode }) => errorCode === 'ThrottlingException')).toBe(true);
  });

  it.each([
    [{ from: 'yesterday' }, 'cannot generate log files with from "yesterday": expected a time in ISO 8601'],
    [{ systemsManagerShare: 5 }, 'cannot generate log files with systemsManagerShare 5: expected a number from 0 to 1'],
    [{ systemsManagerShare: Number.NaN }, 'expected a number from 0 to 1'],
  ])('refuses %j', (wrong, message) => {
    expect(() => corpus(wrong)).toThrow(CorpusOptionError);
    expect(() => corpus(wrong)).toThrow(message);
  });
});

function corpus(overrides: Partial<CorpusOptions>) {
  return [...generatedCorpus(options(overrides))];
}

function options(overrides: Partial<CorpusOptions>): CorpusOptions {
  const few = { seed: 1, files: 10, recordsPerFile: 20, systemsManagerShare: 0.05, from: '2026-03-02T00:00:00Z' };
  return { ...few, ...overrides };
}
