import { hintText } from '../../../../lib/app/ask/hints/empty-answer-hint';
import { valueHints } from '../../../../lib/app/ask/hints/value-hints';
import { sampleStore } from '../../../../lib/app/ask/store-sample';
import { EVERYTHING, type EventQuery } from '../../../../lib/core/query/event-query';
import { auditEvent } from '../../../core/rows/events';
import { MemoryReader } from '../../memory-reader';

const NAMES = ['StartSession', 'PutParameter', 'SendCommand', 'CreateDocument', 'DeleteDocument', 'GetDocument'];
const reader = new MemoryReader(
  NAMES.flatMap((eventName, index) =>
    // The first name the most often.
    Array.from({ length: NAMES.length - index }, (_, nth) =>
      auditEvent({ eventName, eventID: `e-${index}-${nth}`, actor: 'alice.miller', sourceIPAddress: '203.0.113.7' }),
    ),
  ),
);
const deps = { reader, now: () => new Date('2024-06-01T00:00:00Z') };

async function hints(asked: Partial<EventQuery>, isWhole = true): Promise<readonly string[]> {
  const sample = await sampleStore(deps);
  const found = await valueHints(deps, { ...EVERYTHING, ...asked }, isWhole ? sample : { ...sample, isWhole });
  return found.map(hintText);
}

it('asks each value that it names in place of the one that finds nothing', async () => {
  const sample = await sampleStore(deps);
  const [hint = []] = await valueHints(deps, { ...EVERYTHING, actors: ['203.0.113.7', 'zoe'] }, sample);
  expect(hint.filter((part) => typeof part !== 'string')).toEqual([
    {
      text: '--source-ip 203.0.113.7',
      words: [{ flag: 'source-ip', value: '203.0.113.7' }],
      without: [{ flag: 'actor', value: '203.0.113.7' }],
    },
  ]);
});

it('says nothing of values that find something by themselves', async () => {
  expect(await hints({ eventNames: ['StartSession'], actors: ['alice.miller'] })).toEqual([]);
});

it('suggests what is near, each value once', async () => {
  expect(await hints({ actors: ['alice.miler', 'alice.miler'] })).toEqual([
    '--actor alice.miler finds nothing on its own; did you mean --actor alice.miller?',
  ]);
});

it('suggests the condition by which the same value finds something', async () => {
  expect(await hints({ actors: ['203.0.113.7'] })).toEqual([
    expect.stringContaining('did you mean --source-ip 203.0.113.7'),
  ]);
});

it('lists the most frequent values where none is near', async () => {
  const [hint] = await hints({ eventNames: ['Zzzzzzzzzzzzzzz'] });
  expect(hint).toMatch(/there are StartSession, PutParameter, SendCommand, CreateDocument, DeleteDocument and 1 more$/);
});

it('cuts a value that is long, and quotes what a shell would take apart', async () => {
  const [hint = ''] = await hints({ actors: [`it's ${'x'.repeat(5000)}`] });
  expect(hint.length).toBeLessThan(400);
  expect(hint).toContain(`--actor 'it'\\''s xxx`);
});

it('looks at ten values of a condition at most', async () => {
  expect(await hints({ actors: Array.from({ length: 30 }, (_, index) => `nobody-${index}`) })).toHaveLength(10);
});

it('knows any of --error in other letters', async () => {
  expect(await hints({ errors: ['Any'] })).toEqual([
    '--error Any finds nothing on its own: any is in small letters; did you mean --error any?',
  ]);
});
