import fc from 'fast-check';
import { QueryTimeError, readQueryTime } from '../../../lib/core/query/query-time';

const NOW = new Date('2024-05-01T12:00:00.250Z');

it.each([
  ['2018-03-06', '2018-03-06T00:00:00Z'],
  ['2018-03-06T20:30', '2018-03-06T20:30:00Z'],
  ['2018-03-06T20:30Z', '2018-03-06T20:30:00Z'],
  ['2018-03-06T20:30:12Z', '2018-03-06T20:30:12Z'],
  ['2018-03-06T20:30:12', '2018-03-06T20:30:12Z'],
  ['2018-03-06T20:30:12+02:00', '2018-03-06T18:30:12Z'],
  ['2018-03-06T20:30:12+0530', '2018-03-06T15:00:12Z'],
  ['2018-03-06T20:30-08:00', '2018-03-07T04:30:00Z'],
  ['2018-03-06T20:30:12.000Z', '2018-03-06T20:30:12Z'],
  ['2018-03-06T20:30:12.5Z', '2018-03-06T20:30:13Z'],
  ['2018-03-06T20:30:12.0000001Z', '2018-03-06T20:30:13Z'],
  ['2018-12-31T23:59:59.999Z', '2019-01-01T00:00:00Z'],
  ['2024-02-29', '2024-02-29T00:00:00Z'],
  ['1969-07-20', '1969-07-20T00:00:00Z'],
  ['1969-07-20T20:17Z', '1969-07-20T20:17:00Z'],
  ['0s', '2024-05-01T12:00:01Z'],
  ['15m', '2024-05-01T11:45:01Z'],
  ['24h', '2024-04-30T12:00:01Z'],
  ['7d', '2024-04-24T12:00:01Z'],
  ['12w', '2024-02-07T12:00:01Z'],
  ['2h ago', '2024-05-01T10:00:01Z'],
  ['now', '2024-05-01T12:00:01Z'],
  ['today', '2024-05-01T00:00:00Z'],
  ['yesterday', '2024-04-30T00:00:00Z'],
  ['2018-03-06 20:30', '2018-03-06T20:30:00Z'],
  ['2018-03-06 20:30:12', '2018-03-06T20:30:12Z'],
  ['2018-03-06 20:30+02:00', '2018-03-06T18:30:00Z'],
])('reads %s as %s', (text, time) => {
  expect(readQueryTime(text, NOW)).toBe(time);
});

it.each([
  '',
  'all',
  'tomorrow',
  'ago',
  '2h  ago',
  '2018-03',
  '2018-Q1',
  '2018',
  '7',
  '1y',
  '-1d',
  '1.5h',
  '7 d',
  '999999w',
  '2018-3-6',
  '2018-02-30',
  '2018-02-30T00:00Z',
  '2018-03-06  20:30',
  '2018-03-06T24:00Z',
  '2018-03-06T20:60Z',
  '2018-03-06T20:30:12+25:00',
  '9999-12-31T23:30-01:00',
  '0000-01-01T00:30+01:00',
  '20180306',
  '1520368212',
  '2018-03-06T20:30:12Z\n',
])('refuses %j', (text) => {
  expect(() => readQueryTime(text, NOW)).toThrow(QueryTimeError);
});

it.each([
  ['2026-02-30', '2026-02 has 28 days'],
  ['2024-02-30T10:00Z', '2024-02 has 29 days'],
  ['2026-04-31', '2026-04 has 30 days'],
  ['2026-03-00', '2026-03 has 31 days'],
  ['2026-13-01', '2026-13 is no month'],
  ['2026-03', '--during 2026-03 asks for all of it'],
  ['2026-Q1', '--during 2026-Q1 asks for all of it'],
])('says what is wrong with %s', (text, hint) => {
  expect(() => readQueryTime(text, NOW)).toThrow(`'${text}' is not a time: `);
  expect(() => readQueryTime(text, NOW)).toThrow(hint);
});

it.each(['2026-13', '2026-00', '2026-Q5'])('does not take %s, which --during refuses, for a period', (text) => {
  expect(() => readQueryTime(text, NOW)).toThrow(QueryTimeError);
  expect(() => readQueryTime(text, NOW)).not.toThrow('--during');
});

it('gives a time that sorts among event times, or refuses', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'0123456789-:TZ.+smhdw ago'), maxLength: 30 }), (text) => {
      try {
        expect(readQueryTime(text, NOW)).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
      } catch (error) {
        expect(error).toBeInstanceOf(QueryTimeError);
      }
    }),
  );
});
