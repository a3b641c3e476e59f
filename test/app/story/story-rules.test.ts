import type { FoundEvent } from '../../../lib/app/ask/find-events';
import { storyRules } from '../../../lib/app/story/story-rules';
import { readAlertConfiguration } from '../../../lib/core/alerts/configuration/alert-configuration';
import { storedEvent } from '../../../lib/core/rows/stored-event';
import { loadRules } from '../../../lib/core/rules/load-rules';
import { rowOf } from '../../core/rows/events';
import { at, BOB, byBob, DAY } from './story-store';

const RULES = `
title: A parameter is read
id: 11111111-1111-4111-8111-111111111111
name: parameter_read
level: low
logsource: {product: aws, service: cloudtrail}
detection:
  selection: {eventName: GetParameter}
  condition: selection
`;
const correlation = (groupBy: string, id: string, type = 'event_count') => `
---
title: Many reads by ${groupBy}
id: ${id}
level: high
correlation:
  type: ${type}
  rules: [parameter_read]
  group-by: [${groupBy}]
  timespan: 5m
  condition: {gte: 3}
`;
const BY_ARN = correlation('userIdentity.arn', '22222222-2222-4222-8222-222222222222');
const BY_ADDRESS = correlation('sourceIPAddress', '33333333-3333-4333-8333-333333333333');

function reads(...times: readonly string[]): readonly FoundEvent[] {
  return times.map((time) => {
    const event = storedEvent(rowOf(byBob(at(time, { eventName: 'GetParameter' }))));
    const record = {
      eventName: 'GetParameter',
      eventSource: 'ssm.amazonaws.com',
      userIdentity: { arn: BOB },
      sourceIPAddress: '203.0.113.7',
    };
    return { event, record };
  });
}

function judged(text: string, found: readonly FoundEvent[], isCut = false) {
  const { rules, correlations, refused } = loadRules([{ file: 'rules.yml', text }]);
  if (refused.length > 0) throw new Error(JSON.stringify(refused));
  const window = { since: `${DAY}T11:30:00Z`, until: `${DAY}T13:00:00Z`, start: `${DAY}T11:35:00Z` };
  const by = { rules, correlations, configuration: readAlertConfiguration({}), windowMs: 3_600_000 };
  return storyRules(found, by, { window, isCut, principals: [BOB] }).map(({ title, evaluation, count }) => [
    title,
    evaluation,
    count,
  ]);
}

it('tells each rule once, with all its events', () => {
  expect(judged(RULES, reads('12:00:00', '12:10:00'))).toEqual([['A parameter is read', 'fired', 2]]);
});

it('tells a correlation whose rows reach what it counts, whatever else there may be', () => {
  const found = reads('12:00:00', '12:01:00', '12:02:00');
  expect(judged(RULES + BY_ADDRESS, found)).toContainEqual(['Many reads by sourceIPAddress', 'fired', 3]);
});

it('does not evaluate a correlation to which others may count', () => {
  expect(judged(RULES + BY_ADDRESS, reads('12:00:00'))).toContainEqual([
    'Many reads by sourceIPAddress',
    'not evaluated',
    1,
  ]);
});

it('evaluates one of the principal alone, unless its timespan goes beyond the rows', () => {
  const titles = (...times: readonly string[]) => judged(RULES + BY_ARN, reads(...times)).map(([, how]) => how);
  expect(titles('12:00:00')).not.toContain('not evaluated');
  expect(titles('11:34:59')).toContain('not evaluated');
  expect(titles('12:55:00')).toContain('not evaluated');
  expect(judged(RULES + BY_ARN, reads('12:00:00'), true)).toContainEqual([
    'Many reads by userIdentity.arn',
    'not evaluated',
    1,
  ]);
});
