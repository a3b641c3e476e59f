import { requireLogs, scopeOf } from '../../../lib/cli/reconcile/log-file-flags';
import { UsageError } from '../../../lib/cli/terminal/cli-error';

const NOW = new Date('2024-03-02T12:00:00Z');
const LOCAL = { kind: 'local', folder: '/store' } as const;
const STACK = { kind: 'stack', stack: 'audit' } as const;

describe('scopeOf', () => {
  it.each([
    [{}, '2024-02-24T12:00:00Z', '2024-03-02T12:00:00Z'],
    [{ since: '24h', until: '1h' }, '2024-03-01T12:00:00Z', '2024-03-02T11:00:00Z'],
    [{ since: 'all' }, undefined, '2024-03-02T12:00:00Z'],
  ])('of %j is a window', (flags, since, until) => {
    expect(scopeOf({ ...flags, output: 'json' }, '7d', NOW)).toEqual({ since, until, accounts: [], regions: [] });
  });

  it('refuses a window that ends before it begins', () => {
    const flags = { since: '2024-03-02', until: '2024-03-01', output: 'json' as const };
    expect(() => scopeOf(flags, '7d', NOW)).toThrow('is not before --until');
  });
});

describe('requireLogs', () => {
  it('takes a folder for a local store, and none for a stack', () => {
    expect(() => requireLogs(LOCAL, { logs: __dirname })).not.toThrow();
    expect(() => requireLogs(STACK, {})).not.toThrow();
  });

  it.each([
    ['nothing for a local store', LOCAL, {}, 'expected --logs DIR'],
    ['what is no folder', LOCAL, { logs: __filename }, 'is not a folder'],
    ['what is not there', LOCAL, { logs: '/nowhere' }, 'is not a folder'],
    ['a folder for a stack', STACK, { logs: __dirname }, 'leave out --logs'],
  ])('refuses %s', (_, place, flags, message) => {
    expect(() => requireLogs(place, flags)).toThrow(UsageError);
    expect(() => requireLogs(place, flags)).toThrow(message);
  });
});

it('neighbours are named for a local store alone: a stack has a setting for them', () => {
  const neighbours = ['ecs-exec'] as const;
  expect(() => requireLogs(LOCAL, { logs: __dirname, neighbours })).not.toThrow();
  expect(() => requireLogs(STACK, { neighbours })).toThrow(UsageError);
  expect(() => requireLogs(STACK, { neighbours })).toThrow('ssm-audit:neighbours');
});
