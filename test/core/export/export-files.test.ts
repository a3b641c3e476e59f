import { dayFile, dayListText, partitionNamed, readDayList } from '../../../lib/core/export/export-files';

describe('the list of a day', () => {
  it('is read as it was written, in the order of names', () => {
    const counts = new Map([
      ['us-east-1/222222222222', 2],
      ['eu-west-1/111111111111', 1],
    ]);
    const text = dayListText(counts);
    expect(text).toBe(
      '{"region":"eu-west-1","accountId":"111111111111","events":1}\n{"region":"us-east-1","accountId":"222222222222","events":2}\n',
    );
    expect(readDayList('x', text)).toEqual(counts);
    expect(readDayList('x', '')).toEqual(new Map());
  });

  it('is refused if somebody else wrote it', () => {
    for (const text of [
      '{',
      '1',
      '{"region":"a"}',
      '{"region":"us-east-1","accountId":"111122223333","events":"1"}',
      '{"region":"us-east-1","accountId":"\\u001b[2J","events":1}',
      '{"region":"../x","accountId":"unknown","events":1}',
    ])
      expect(() => readDayList(dayFile('2018-03-06'), text)).toThrow('_ssm-audit/days/20180306.ndjson is not what');
  });

  it('names a partition of the day', () => {
    expect(partitionNamed('eu-west-1/111111111111', '2018-03-06')).toEqual({
      region: 'eu-west-1',
      account: '111111111111',
      day: '2018-03-06',
    });
  });
});
