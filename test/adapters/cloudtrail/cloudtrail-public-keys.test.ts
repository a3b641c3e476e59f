import { CloudTrailClient, ListPublicKeysCommand } from '@aws-sdk/client-cloudtrail';
import { mockClient } from 'aws-sdk-client-mock';
import { CloudTrailPublicKeys } from '../../../lib/adapters/cloudtrail/cloudtrail-public-keys';

// No embedded service knows CloudTrail: what it answers is as its API reference has it.
const cloudTrail = mockClient(CloudTrailClient);

afterAll(() => cloudTrail.restore());

describe('CloudTrailPublicKeys', () => {
  it('lists the keys of a region page by page, as base64', async () => {
    cloudTrail
      .on(ListPublicKeysCommand, { NextToken: undefined })
      .resolves({ PublicKeyList: [{ Fingerprint: 'one', Value: Buffer.from('first') }], NextToken: 'more' })
      .on(ListPublicKeysCommand, { NextToken: 'more' })
      .resolves({ PublicKeyList: [{ Fingerprint: 'two', Value: Buffer.from('second') }, {}] });
    const keys = await new CloudTrailPublicKeys().keys('eu-central-1', '2026-03-01T00:00:00Z');
    expect([...keys]).toEqual([
      ['one', Buffer.from('first').toString('base64')],
      ['two', Buffer.from('second').toString('base64')],
    ]);
    const [first] = cloudTrail.commandCalls(ListPublicKeysCommand);
    expect(first?.args[0].input.StartTime).toEqual(new Date('2026-03-01T00:00:00Z'));
    expect(await first?.thisValue.config.region()).toBe('eu-central-1');
  });
});
