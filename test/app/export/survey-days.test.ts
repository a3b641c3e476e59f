import { writeDay } from '../../../lib/app/export/day-list';
import { surveyDays } from '../../../lib/app/export/survey-days';
import { MemoryTarget } from './memory-export';

describe('a look at the days of an export', () => {
  it('knows their places, the first, and those of the window that were not written now', async () => {
    const target = new MemoryTarget();
    await writeDay(target, '2018-03-06', new Map([['us-east-1/111122223333', 1]]));
    await writeDay(target, '2018-03-07', new Map([['eu-central-1/444455556666', 2]]));
    await writeDay(target, '2018-03-08', new Map([['us-east-1/444455556666', 2]]));
    await writeDay(target, '2018-03-09', new Map());
    const window = { since: '2018-03-07T00:00:00Z', until: '2018-03-10T00:00:00Z' };
    expect(await surveyDays(target, window, new Set(['2018-03-08']))).toEqual({
      regions: ['eu-central-1', 'us-east-1'],
      accounts: ['111122223333', '444455556666'],
      firstDay: '2018-03-06',
      tooEarly: [],
      vanished: ['2018-03-07'],
    });
    const whole = { since: undefined, until: undefined };
    expect((await surveyDays(target, whole, new Set())).vanished).toEqual(['2018-03-06', '2018-03-07', '2018-03-08']);
    expect(await surveyDays(new MemoryTarget(), whole, new Set())).toMatchObject({ firstDay: undefined, vanished: [] });
    await writeDay(target, '0001-01-01', new Map([['us-east-1/444455556666', 1]]));
    expect(await surveyDays(target, whole, new Set())).toMatchObject({
      firstDay: '2018-03-06',
      tooEarly: ['0001-01-01'],
    });
    const early = new MemoryTarget();
    await writeDay(early, '0001-01-01', new Map([['us-east-1/444455556666', 1]]));
    expect(await surveyDays(early, whole, new Set())).toMatchObject({
      firstDay: '2013-11-13',
      tooEarly: ['0001-01-01'],
    });
  });
});
