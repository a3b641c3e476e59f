import { nearValues } from '../../../lib/core/query/near-values';

const KNOWN = ['ana.lopez@example.com', 'mateo', 'i-0a1b2c3d4e5f60718', '/prod/db/password', '/prod/db', 'us-east-2'];

it.each([
  ['Mateo', ['mateo']],
  ['ana.lopez', ['ana.lopez@example.com']],
  ['i-0a1b2c', ['i-0a1b2c3d4e5f60718']],
  ['arn:aws:iam::1:user/mateo', ['mateo']],
  ['password', ['/prod/db/password']],
  ['/prod/db/', ['/prod/db/password', '/prod/db']],
  ['/prod/*', ['/prod/db/password', '/prod/db']],
  ['*@example.com', ['ana.lopez@example.com']],
  ['us-esat-2', ['us-east-2']],
  ['zoe', []],
  ['', []],
])('finds near %s: %j', (asked, near) => {
  expect(nearValues(asked, KNOWN)).toEqual(near);
});

it('suggests three at most, and never what was asked for', () => {
  const many = Array.from({ length: 100 }, (_, index) => `session-${index}`);
  expect(nearValues('session-1', many)).toEqual(['session-10', 'session-11', 'session-12']);
});

it('does not take longer for what is endless', () => {
  expect(nearValues('*'.repeat(100_000), ['a'.repeat(100_000)])).toHaveLength(1);
  expect(nearValues('a*'.repeat(100_000), ['a'.repeat(100_000)])).toHaveLength(1);
});
