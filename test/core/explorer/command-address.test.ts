import { addressOfCommand } from '../../../lib/core/explorer/command-address';

it.each([
  [['status'], 'status'],
  [['query', '--quarantined'], '?quarantined'],
  [['query', '--guard', '--since', '2026-03-01'], '?guard&since=2026-03-01'],
  [['query'], ''],
])('answers %j at %s', (words, address) => {
  expect(addressOfCommand(words)).toBe(address);
});

it.each([[['status', '--by-day']], [['query', '--since']], [['query', '--local', 'x']], [['verify']], [[]]])(
  'answers %j on no page',
  (words) => {
    expect(addressOfCommand(words)).toBeUndefined();
  },
);
