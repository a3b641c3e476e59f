import { addressOfCommand } from '../../../lib/core/explorer/command-address';

it.each([
  [['status'], 'status'],
  [['query', '--quarantined'], '?quarantined'],
  [['query', '--guard', '--since', '2026-03-01'], '?guard&since=2026-03-01'],
  [['query'], ''],
  [['show', 'StartSession/2026-03-04T19:05:31Z#a'], 'event/StartSession%2F2026-03-04T19%3A05%3A31Z%23a'],
])('answers %j at %s', (words, address) => {
  expect(addressOfCommand(words)).toBe(address);
});

it.each([
  [['status', '--by-day']],
  [['query', '--since']],
  [['query', '--local', 'x']],
  [['verify']],
  [['show']],
  [['show', 'a', '--local', 'x']],
  [[]],
])('answers %j on no page', (words) => {
  expect(addressOfCommand(words)).toBeUndefined();
});
