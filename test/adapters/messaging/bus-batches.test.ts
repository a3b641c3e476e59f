import { busBatches, entryBytes } from '../../../lib/adapters/messaging/bus-batches';

const waiting = (EventBusName: string, bytes = 0) => ({
  entry: { EventBusName, Source: 'ssm-audit', DetailType: 'é', Detail: 'x'.repeat(bytes) },
});

it('counts UTF-8', () => expect(entryBytes(waiting('bus', 4).entry)).toBe('bus'.length + 'ssm-audit'.length + 2 + 4));

it.each([
  ['nothing', [], []],
  ['ten of a bus', Array(11).fill(['a', 1]), [10, 1]],
  [
    'buses apart',
    [
      ['a', 1],
      ['b', 1],
      ['a', 1],
    ],
    [2, 1],
  ],
  [
    'what is large',
    [
      ['a', 200_000],
      ['a', 70_000],
      ['a', 70_000],
    ],
    [1, 2],
  ],
  [
    'what is too large alone',
    [
      ['a', 300_000],
      ['a', 1],
    ],
    [1, 1],
  ],
])('makes requests of %s', (_, given, sizes) => {
  const batches = busBatches(given.map(([bus, bytes]) => waiting(String(bus), Number(bytes))));
  expect(batches.map(({ length }) => length)).toEqual(sizes);
});
