import { raiseDue } from '../../../lib/app/alert/raise-due';
import { NO_DEADLINE } from '../../../lib/app/ports/deadline';
import { correlationMatch } from '../../../lib/core/alerts/correlations/correlation-match';
import { groupOf } from '../../../lib/core/correlations/group';
import type { WindowCorrelation } from '../../../lib/core/rules/correlation';
import { loadRules } from '../../../lib/core/rules/load-rules';
import { eventAt } from './correlated-events';
import { MemoryAlerting } from './memory-alerting';

const TEXT = `title: One
name: one
id: one
logsource: {product: aws}
detection: {selection: {eventName: DeleteDocument}, condition: selection}
---
title: Many
id: many
level: high
correlation: {type: event_count, rules: [one], group-by: [awsRegion], timespan: 1h, condition: {gte: 2}}
`;

it('notes what it sent for longer than the state keeps its bucket', async () => {
  const memory = new MemoryAlerting();
  const correlation = loadRules([{ file: 'a.yml', text: TEXT }]).correlations[0] as WindowCorrelation;
  const kept: (number | undefined)[] = [];
  const noteSent = memory.state.noteSent;
  const state = {
    ...memory.state,
    noteSent: (...given: Parameters<typeof noteSent>) => {
      kept.push(given[3]);
      return noteSent(...given);
    },
  };
  const observed = eventAt(0, 'a');
  const bucket = Math.floor(Date.parse('2024-05-01T12:00:00Z') / 3_600_000);
  const window = { entries: [{ t: bucket * 3600, id: 'a', rule: 0, key: 'a' }], count: 2 };
  const due = { correlation, group: groupOf(correlation, ['eu-west-1']), bucket, window, isCapped: false };
  const match = correlationMatch(due, ['documents'], observed);
  const deps = {
    state,
    publisher: memory.publisher,
    report: memory.report,
    correlationReport: { correlationSent: () => undefined },
    windowMs: 0,
    now: () => new Date('2024-05-01T12:20:00Z'),
    words: { program: 'ssm-audit', store: '' },
  };
  await raiseDue(deps, [{ match, events: [observed] }], NO_DEADLINE);
  await raiseDue(deps, [{ match, events: [observed] }], NO_DEADLINE);
  await raiseDue(deps, [], NO_DEADLINE);
  expect(memory.published.length).toBe(1);
  expect(kept).toEqual([(40 + 120) * 60_000]);
});
