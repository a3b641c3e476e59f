import { dayVersions, exportedDays, readDay, writeDay } from '../../../lib/app/export/day-list';
import { dayFile } from '../../../lib/core/export/export-files';
import { MemoryTarget } from './memory-export';

describe('the list of a day', () => {
  it('is read as it was written, and is empty for a day that was not exported', async () => {
    const target = new MemoryTarget();
    const counts = new Map([['us-east-1/111122223333', 3]]);
    await writeDay(target, '2018-03-06', counts);
    expect(await readDay(target, '2018-03-06')).toEqual(counts);
    expect(await readDay(target, '2018-03-07')).toEqual(new Map());
  });

  it('is refused if somebody else wrote it', async () => {
    const target = new MemoryTarget();
    target.files.set(dayFile('2018-03-06'), 'no list');
    await expect(readDay(target, '2018-03-06')).rejects.toThrow('is not what this program writes');
  });

  it('is one of those that the place has, in the order of days', async () => {
    const target = new MemoryTarget();
    for (const day of ['2018-03-07', '2018-03-06']) await writeDay(target, day, new Map());
    target.files.set('_ssm-audit/days/notes.txt', '');
    expect(await exportedDays(target)).toEqual(['2018-03-06', '2018-03-07']);
    expect([...(await dayVersions(target)).keys()]).toEqual(['2018-03-06', '2018-03-07']);
  });
});
