import type { ExpectedAlert } from '../../../lib/app/alert/expected-alert';
import { expectedAlertsAnswer } from '../../../lib/cli/alerts/expected-alerts-answer';
import { localClock } from '../../../lib/cli/render/clock';
import { QUARANTINE_PARTITION } from '../../../lib/core/rows/event-keys';
import { formatRef } from '../../../lib/core/rows/event-ref';

const ID = 'dec2b342-970d-4214-be57-5e2000e9b41d';

function alertOn(eventName: string, more: Partial<ExpectedAlert> = {}): ExpectedAlert {
  const eventTime = '2026-10-25T00:30:00Z';
  const refs = [formatRef({ eventName, eventTimeId: `${eventTime}#${ID}` })];
  return { rule: 'r', title: 'Rule', level: 'low', eventTime, count: 1, refs, topics: [], ...more };
}

function lastCells(alerts: readonly ExpectedAlert[], width: number): readonly string[] {
  const lines = expectedAlertsAnswer(alerts).table(alerts, { width, colour: false }).trimEnd().split('\n');
  return lines.filter((line) => /^\d\d:/.test(line)).map((line) => line.split(' ').at(-1) ?? '');
}

it('gives a handle, and the reference of what no handle leads to', () => {
  const name = 'UpdateInstanceInformation';
  const alerts = [alertOn('StartSession'), alertOn(name, { agent: true }), alertOn(QUARANTINE_PARTITION)];
  expect(lastCells(alerts, 200)).toEqual(['dec2b342', alerts[1]?.refs[0], alerts[2]?.refs[0]]);
  expect(lastCells(alerts, 80).slice(0, 2)).toEqual([
    'dec2b342',
    expect.stringMatching(/^UpdateInstanceInformation\/\w{6}#dec2b342$/),
  ]);
});

it('shows times by a clock, with a heading for each offset of a day', () => {
  const alerts = [alertOn('StartSession'), alertOn('StartSession', { eventTime: '2026-10-25T01:30:00Z' })];
  const answer = expectedAlertsAnswer(alerts, localClock('Europe/Berlin'));
  const lines = answer.table(alerts, { width: 80, colour: false }).split('\n');
  expect(lines.map((line) => line.slice(0, 30).trim())).toEqual([
    'times in Europe/Berlin',
    expect.stringMatching(/^TIME /),
    '2026-10-25, Sunday (UTC+02:00)',
    expect.stringMatching(/^02:30:00 /),
    '2026-10-25, Sunday (UTC+01:00)',
    expect.stringMatching(/^02:30:00 /),
    '',
  ]);
});

it('says why times do not rise, where an alert is about several events', () => {
  const alerts = [
    alertOn('StartSession'),
    alertOn('GetParameter', { lastEventTime: '2026-10-25T00:40:00Z', count: 2 }),
  ];
  const headOf = (shown: readonly ExpectedAlert[]) =>
    expectedAlertsAnswer(shown).table(shown, { width: 80, colour: false }).split('TIME')[0];
  expect(headOf(alerts)).toBe(
    'times in UTC\nwhere an alert counts several events: time of the first, in order of the last\n',
  );
  expect(headOf(alerts.slice(0, 1))).toBe('times in UTC\n');
});
