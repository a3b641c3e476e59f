import { isoTime, localeTime } from '../../samples/sample-time';

describe('times in samples', () => {
  it('are ISO 8601 to the second as eventTime', () => {
    expect(isoTime(Date.UTC(2018, 2, 6, 20, 30, 12, 999))).toBe('2018-03-06T20:30:12Z');
  });

  it.each([
    [0, 'Mar 2, 2026, 12:05:09 AM'],
    [1, 'Mar 2, 2026, 1:05:09 AM'],
    [12, 'Mar 2, 2026, 12:05:09 PM'],
    [23, 'Mar 2, 2026, 11:05:09 PM'],
  ])('are locale texts inside answers, at %d hours', (hours, text) => {
    const at = Date.UTC(2026, 2, 2, hours, 5, 9);

    expect(localeTime(at)).toBe(text);
    expect(localeTime(at, '')).toBe(text.replace('2026,', '2026'));
  });
});
