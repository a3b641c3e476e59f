import type { Origin } from '../../../lib/core/event/audit-event';
import type { JsonObject } from '../../../lib/core/record/json';
import { topic } from '../../core/alerts/observed-events';
import { idOf } from '../../core/correlations/generated-entries';
import { Alerting, insertions, rowOfRecord } from '../alerting';

const RULES = `title: Session
name: session
id: session
logsource: {product: aws}
detection: {selection: {eventName: StartSession}, condition: selection}
---
title: First session of a principal on a machine
id: first
level: high
correlation: {rules: [session]}
ssmAudit: {firstSeen: {field: [ssmAudit.resource.instance], group-by: [ssmAudit.principal], learn: 7d, forget: 30d}}
`;

const NOW = Date.parse('2024-05-01T12:00:00Z');
const HOUR_MS = 3_600_000;
const WEEK_H = 7 * 24;

/** A session of somebody on a machine, so many hours from now. */
function session(user: string, machine: number, hours: number): JsonObject {
  return {
    eventVersion: '1.09',
    eventSource: 'ssm.amazonaws.com',
    eventName: 'StartSession',
    eventTime: new Date(NOW + hours * HOUR_MS).toISOString().replace('.000', ''),
    eventID: idOf(`${user} ${machine} ${hours}`),
    awsRegion: 'eu-west-1',
    recipientAccountId: '111122223333',
    userIdentity: { type: 'IAMUser', arn: `arn:aws:iam::111122223333:user/${user}`, userName: user },
    requestParameters: { target: `i-${String(machine).padStart(17, '0')}` },
    responseElements: { sessionId: `${user}-${machine}` },
  };
}

const batch = (origin: Origin, ...records: readonly JsonObject[]) =>
  insertions(...records.map((each) => rowOfRecord(each, origin)));

it('learns in silence from a week of backfill, then tells what is new, once', async () => {
  const alerting = await Alerting.start();
  try {
    alerting.now = new Date(NOW + HOUR_MS);
    const queue = await alerting.subscribe('all');
    /** Each is an execution environment of its own. */
    const invoke = (given: unknown) => alerting.handler([RULES], [topic({ name: 'all', rules: ['first'] })])(given);
    const told = async () => (await alerting.received(queue)).map(({ alert }) => alert['refs'] ?? alert['ref']);

    const history = Array.from({ length: WEEK_H }, (_, at) => session(['alice', 'bob'][at % 2] ?? '', at % 6, -at - 1));
    for (let from = 0; from < history.length; from += 50) {
      expect(await invoke(batch('backfill', ...history.slice(from, from + 50).reverse()))).toEqual([]);
    }
    expect(await told()).toEqual([]);

    const known = [session('alice', 0, 0), session('bob', 5, 0), session('alice', 4, 0)];
    expect(await invoke(batch('delivery', ...known))).toEqual([]);
    expect(await told()).toEqual([]);

    const fresh = batch('delivery', session('alice', 1, 0.5), session('carol', 0, 0.5));
    expect(await invoke(fresh)).toEqual([]);
    const refs = (await told()).map(String).sort();
    expect(refs.length).toBe(2);
    expect(refs.join()).toContain(idOf('alice 1 0.5'));
    expect(refs.join()).toContain(idOf('carol 0 0.5'));

    for (const again of [fresh, batch('delivery', session('alice', 1, 0.75), session('carol', 0, 0.25))]) {
      expect(await invoke(again)).toEqual([]);
    }
    expect(await invoke(fresh)).toEqual([]);
    expect(await told()).toEqual([]);
  } finally {
    await alerting.stop();
  }
});
