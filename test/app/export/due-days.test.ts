import { dayBefore, dueDays, withExported } from '../../../lib/app/export/due-days';

const NOW = new Date('2018-03-20T10:00:00Z');

describe('the days that are due', () => {
  it('are those that are over and were never exported, from the first on, the oldest first', () => {
    expect(dayBefore(NOW)).toBe('2018-03-19');
    expect(dueDays({ first: '2018-03-18', exported: {} }, NOW)).toEqual([
      { day: '2018-03-18', age: 1 },
      { day: '2018-03-19', age: 1 },
    ]);
    expect(dueDays({ first: '2018-03-20', exported: {} }, NOW)).toEqual([]);
  });

  it('are exported again after three and eight days, for what came late', () => {
    const exported = { '2018-03-19': 1, '2018-03-18': 1, '2018-03-17': 1, '2018-03-12': 3, '2018-03-11': 8 };
    const due = dueDays({ first: '2018-03-11', exported }, NOW);
    expect(due).toContainEqual({ day: '2018-03-17', age: 3 });
    expect(due).toContainEqual({ day: '2018-03-12', age: 8 });
    expect(due.map(({ day }) => day)).not.toEqual(expect.arrayContaining(['2018-03-18']));
    expect(due.map(({ day }) => day)).not.toEqual(expect.arrayContaining(['2018-03-11']));
  });

  it('are made up for up to a month back, once each where the function did not run', () => {
    const due = dueDays({ first: '2017-01-01', exported: {} }, NOW);
    expect(due).toHaveLength(31);
    expect(due[0]).toEqual({ day: '2018-02-17', age: 8 });
    let exported: Readonly<Record<string, number>> = {};
    for (const each of due) exported = withExported(exported, each, NOW);
    expect(dueDays({ first: '2017-01-01', exported }, NOW)).toEqual([]);
  });

  it('forgets days that are too old', () => {
    const exported = withExported({ '2018-01-01': 8, '2018-03-01': 8 }, { day: '2018-03-19', age: 1 }, NOW);
    expect(exported).toEqual({ '2018-03-01': 8, '2018-03-19': 1 });
  });
});
