import type { JsonObject } from '../../../lib/core/record/json';
import { topic } from '../../core/alerts/observed-events';
import { idOf } from '../../core/correlations/generated-entries';
import { StateCalls } from '../../embedded/state-calls';
import { Alerting, insertions, rowOfRecord } from '../alerting';

const RULES = `title: One
name: one
id: one
logsource: {product: aws}
detection: {selection: {eventName: GetParameter}, condition: selection}
---
title: Many
id: many
correlation: {type: event_count, rules: [one], group-by: [recipientAccountId], timespan: 1h, condition: {gte: 8}}
`;

const START = Date.parse('2024-05-01T12:00:00Z');

/** An event of a group, so many seconds after noon. */
function record(group: number, seconds: number): JsonObject {
  return {
    eventVersion: '1.09',
    eventSource: 'ssm.amazonaws.com',
    eventName: 'GetParameter',
    eventTime: new Date(START + seconds * 1000).toISOString().replace('.000', ''),
    eventID: idOf(`${group} ${seconds}`),
    awsRegion: 'eu-west-1',
    recipientAccountId: String(100_000_000_000 + group),
    userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/alice', userName: 'alice' },
    requestParameters: { name: 'plain' },
  };
}

/** Hands batches to the function, and gives what they cost and how many alerts came. */
async function costOf(batches: readonly (readonly JsonObject[])[]) {
  const alerting = await Alerting.start();
  try {
    const queue = await alerting.subscribe('all');
    const handler = alerting.handler([RULES], [topic({ name: 'all', rules: ['many'] })]);
    const calls = new StateCalls(alerting.dynamodb.client);
    for (const batch of batches) {
      expect(await handler(insertions(...batch.map((each) => rowOfRecord(each))))).toEqual([]);
    }
    return { calls, alerts: (await alerting.received(queue)).length };
  } finally {
    await alerting.stop();
  }
}

it('costs one write and at most three reads a match, one by one, and as much once more an alert', async () => {
  const events = Array.from({ length: 20 }, (_, at) => [record(0, at)]);
  const { calls, alerts } = await costOf(events);
  expect([alerts, calls.told]).toEqual([1, 1]);
  expect(calls.writes).toBe(events.length + alerts);
  expect(calls.writeUnits).toBe(calls.writes);
  expect(calls.reads).toBeLessThanOrEqual(3 * events.length);
  expect(calls.readUnits).toBe(calls.reads);
});

it('costs one write and two reads a group, of a hundred matches in twenty groups', async () => {
  const batches = [0, 1, 2].map((batch) =>
    Array.from({ length: 100 }, (_, at) => record(at % 20, batch * 100 + Math.floor(at / 20))),
  );
  const { calls, alerts } = await costOf(batches);
  expect([alerts, calls.told]).toEqual([20, 20]);
  expect(calls.writes - calls.told).toBe(60);
  expect(calls.writes).toBeLessThanOrEqual(0.3 * 300);
  expect(calls.reads).toBeLessThanOrEqual(2 * 60 + calls.told);
});
