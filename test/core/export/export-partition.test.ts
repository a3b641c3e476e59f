import { partitionFile, partitionOf } from '../../../lib/core/export/export-partition';

const EVENT = {
  ref: 'r',
  eventTime: '2018-03-06T23:59:59Z',
  awsRegion: 'us-gov-west-1',
  recipientAccountId: '000000000012',
};

describe('the partition of an event', () => {
  it('is its region, account and day, in the layout of Security Lake', () => {
    const partition = partitionOf(EVENT);
    expect(partition && partitionFile(partition)).toBe(
      'region=us-gov-west-1/accountId=000000000012/eventDay=20180306/events.parquet',
    );
  });

  it('has nothing of a name that is no region or account: it becomes a folder', () => {
    for (const hostile of ['../../etc', 'us-east-1/..', 'a=b', '', 'US-EAST-1', 'x\u0000y', 'us-east-1\n']) {
      expect(partitionOf({ ...EVENT, awsRegion: hostile, recipientAccountId: hostile })).toMatchObject({
        region: 'unknown',
        account: 'unknown',
      });
    }
    const { awsRegion: _, recipientAccountId: _account, ...bare } = EVENT;
    expect(partitionOf(bare)).toMatchObject({ region: 'unknown', account: 'unknown' });
  });

  it('is none for a record without a time', () => {
    expect(partitionOf({ ref: 'r' })).toBeUndefined();
  });
});
