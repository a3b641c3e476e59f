import type { ListedEvent } from '../../../lib/core/explorer/messages';
import { listBlocks } from '../../../lib/ui/events/list-blocks';

function event(ref: string, eventTime?: string, more: Partial<ListedEvent> = {}): ListedEvent {
  return { ref, userIdentityArn: 'arn', outcome: 'success', ...(eventTime !== undefined && { eventTime }), ...more };
}

const TIME = '2026-03-05T10:00:00Z';
const READ = event('read', TIME, {
  eventName: 'GetParameter',
  resources: [{ id: '/prod/key', kind: 'parameter', relation: 'target' }],
});
const DECRYPTION = event('decryption', TIME, {
  eventName: 'Decrypt',
  related: true,
  resources: [{ id: '/prod/key', kind: 'parameter', relation: 'implied' }],
});

it('puts events under their days, and those without a time apart', () => {
  const times = ['2026-03-06T00:00:00Z', '2026-03-05T23:59:59Z', '2026-03-05T00:00:00Z', undefined];
  const blocks = listBlocks(
    times.map((time, at) => event(String(at), time)),
    false,
  );
  expect(blocks.map(({ day, goesOn, lines }) => [day, goesOn, lines.map(({ at }) => at)])).toEqual([
    ['2026-03-06 Friday', false, [0]],
    ['2026-03-05 Thursday', false, [1, 2]],
    ['Without a time', false, [3]],
  ]);
});

it('cuts a long day into blocks, of which the later go on', () => {
  const blocks = listBlocks(
    Array.from({ length: 120 }, (_, at) => event(String(at), TIME)),
    false,
  );
  expect(blocks.map(({ goesOn, lines }) => [goesOn, lines.length])).toEqual([
    [false, 50],
    [true, 50],
    [true, 20],
  ]);
});

it.each([
  ['newest first', [DECRYPTION, READ], false],
  ['oldest first', [READ, DECRYPTION], true],
])('folds a decryption under its read, %s', (_, events, oldestFirst) => {
  const [block] = listBlocks([...events, event('other', TIME)], oldestFirst);
  expect(
    block?.lines.map(({ event: { ref }, at, decryptions }) => [ref, at, decryptions.map((each) => each.ref)]),
  ).toEqual([
    ['read', 0, ['decryption']],
    ['other', 1, []],
  ]);
});

it('leaves a decryption without a read where it is', () => {
  const [block] = listBlocks([event('other', TIME), { ...DECRYPTION, userIdentityArn: 'another' }, READ], false);
  expect(block?.lines).toHaveLength(3);
});
