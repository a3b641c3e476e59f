import { type QueryFlags, queryOf } from '../../../lib/cli/query/query-flags';
import { UsageError } from '../../../lib/cli/terminal/cli-error';
import { WhereSyntaxError } from '../../../lib/core/match/where';
import { EVERYTHING } from '../../../lib/core/query/event-query';
import { QueryPeriodError } from '../../../lib/core/query/query-period';
import { QueryTimeError } from '../../../lib/core/query/query-time';

const NOW = new Date('2024-05-01T12:00:00Z');
const query = (flags: Partial<QueryFlags> = {}) => queryOf({ agent: true, limit: 100, ...flags }, NOW);

it('asks for everything, a hundred at most, where nothing is said', () => {
  expect(query()).toEqual({ ...EVERYTHING, limit: 100 });
});

it('reads every flag', () => {
  const flags: Partial<QueryFlags> = {
    event: ['e'],
    eventSource: ['s'],
    principal: ['p'],
    role: ['r'],
    actor: ['a'],
    resource: ['i'],
    changed: true,
    eventId: ['id'],
    error: ['any'],
    outcome: ['failed'],
    denied: true,
    account: ['1'],
    region: ['x'],
    reason: ['OPS'],
    sourceIp: ['203.0.113.7'],
    accessKey: ['k'],
    writes: true,
    agent: false,
    related: true,
    guard: true,
    where: ['a=b'],
    contains: ['a'],
    not: ['actor=b'],
    since: '24h',
    until: '2024-05-01',
    limit: 0,
    oldestFirst: true,
    record: true,
  };
  const asked = query({ ...flags, since: '2024-04-01' });
  for (const [name, value] of Object.entries(asked)) {
    if (name !== 'quarantined' && name !== 'limit')
      expect([name, value]).not.toEqual([name, EVERYTHING[name as keyof typeof EVERYTHING] ?? '']);
  }
  expect(asked).toMatchObject({ since: '2024-04-01T00:00:00Z', until: '2024-05-01T00:00:00Z', noAgent: true });
  expect(asked.limit).toBe(Number.POSITIVE_INFINITY);
});

it.each<[Partial<QueryFlags>, new (...args: never[]) => Error]>([
  [{ changed: true }, UsageError],
  [{ quarantined: true, account: ['1'] }, UsageError],
  [{ quarantined: true, agent: false }, UsageError],
  [{ outcome: ['refused'] }, UsageError],
  [{ sourceIp: ['300.1.1.1'] }, UsageError],
  [{ sourceIp: ['203.0.113.0/24'] }, UsageError],
  [{ sourceIp: ['2001:db8::g'] }, UsageError],
  [{ since: '2024-05-01', until: '2024-05-01' }, UsageError],
  [{ since: '1h', until: '2h' }, UsageError],
  [{ since: 'tomorrow' }, QueryTimeError],
  [{ until: 'all' }, QueryTimeError],
  [{ during: 'all' }, QueryPeriodError],
  [{ during: '2024-03', until: '2024-03-05' }, UsageError],
  [{ where: ['novalue'] }, WhereSyntaxError],
])('refuses %j', (flags, error) => {
  expect(() => query(flags)).toThrow(error);
});

it('takes records in quarantine by time and by what they say', () => {
  const flags = { quarantined: true, since: '7d', where: ['a=b'], contains: ['a'], record: true } as const;
  expect(query({ ...flags, not: ['contains=b'] }).quarantined).toBe(true);
});

it('takes the name of a service for a source address', () => {
  expect(query({ sourceIp: ['ssm.amazonaws.com', '2001:db8::1'] }).sourceAddresses).toHaveLength(2);
});
