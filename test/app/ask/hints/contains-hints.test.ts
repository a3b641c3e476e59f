import { containsHints } from '../../../../lib/app/ask/hints/contains-hints';
import { hintText } from '../../../../lib/app/ask/hints/empty-answer-hint';
import { EVERYTHING } from '../../../../lib/core/query/event-query';
import { auditEvent, rowOf } from '../../../core/rows/events';
import { MemoryReader } from '../../memory-reader';

const reader = new MemoryReader();
for (const [at, reason] of ['OPS-1842: disk full', 'CHG-7 rollout\u001b[31m'].entries())
  reader.add(
    rowOf(auditEvent({ eventID: `e-${at}` }), { requestParameters: { reason, target: 'i-0edd9ab945007b0a3' } }),
  );
const partsOf = (...contains: readonly string[]) =>
  containsHints({ reader, now: () => new Date(0) }, EVERYTHING, contains);
const hints = async (...contains: readonly string[]) => (await partsOf(...contains)).map(hintText);

it.each([
  ['OPS-1824', 'did you mean --contains OPS-1842?'],
  ['i-0edd9ab945007b0a4', 'did you mean --contains i-0edd9ab945007b0a3?'],
  ['disk fulll', 'did you mean --contains disk or --contains full?'],
  ['zzzzzzzzzzzzzz', 'none of the newest 2 records contains it; secrets are masked'],
])('says of %s what comes near', async (text, words) => {
  expect(await hints(text)).toEqual([expect.stringContaining(words)]);
});

it('asks a text that comes near in place of the one that finds nothing', async () => {
  expect((await partsOf('OPS-1824')).flat()).toContainEqual({
    text: '--contains OPS-1842',
    words: [{ flag: 'contains', value: 'OPS-1842' }],
    without: [{ flag: 'contains', value: 'OPS-1824' }],
  });
});

it('says each once, and nothing of what is there, or where there is nothing to compare', async () => {
  expect(await hints('nothing like it', 'nothing like it', 'DISK')).toHaveLength(1);
  expect(await hints()).toEqual([]);
  expect(await containsHints({ reader: new MemoryReader(), now: () => new Date(0) }, EVERYTHING, ['x'])).toEqual([]);
});
