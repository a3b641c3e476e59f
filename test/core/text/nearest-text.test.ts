import { nearestText } from '../../../lib/core/text/nearest-text';

it('is what differs in the fewest letters, letter case aside', () => {
  expect(nearestText('EU-WEST-11', ['eu-west-2', 'eu-west-1', 'us-east-1'], 3)).toBe('eu-west-1');
  expect(nearestText('alice', ['Alice'], 0)).toBe('Alice');
});

it('is nothing where all are further away', () => {
  expect(nearestText('alice', ['bob', 'mallory'], 2)).toBeUndefined();
  expect(nearestText('alice', [], 2)).toBeUndefined();
});

it('does not compare endless texts to their end', () => {
  expect(nearestText('a'.repeat(1_000_000), ['a'.repeat(1_000_000)], 5)).toBeUndefined();
});
