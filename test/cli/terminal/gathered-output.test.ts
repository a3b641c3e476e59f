import { setImmediate } from 'node:timers/promises';
import { GatheredOutput } from '../../../lib/cli/terminal/gathered-output';

function recording(outcome: () => boolean = () => true) {
  const writes: string[] = [];
  const output = new GatheredOutput(async (text) => {
    writes.push(text);
    return outcome();
  });
  return { writes, output };
}

it('writes texts that come one after the other as one', async () => {
  const { writes, output } = recording();
  for (const text of ['a\n', 'b\n', 'c\n']) expect(await output.add(text)).toBe(true);
  expect(writes).toEqual([]);
  expect(await output.end()).toBe(true);
  expect(writes).toEqual(['a\nb\nc\n']);
});

it('writes what is there while the next text is waited for', async () => {
  const { writes, output } = recording();
  await output.add('a');
  await setImmediate();
  await setImmediate();
  expect(writes).toEqual(['a']);
  await output.add('b');
  await output.end();
  expect(writes).toEqual(['a', 'b']);
});

it('writes much before it takes more', async () => {
  const { writes, output } = recording();
  const much = 'x'.repeat(64 * 1024);
  await output.add(much);
  expect(writes).toEqual([much]);
});

it('tells that the reader has gone, and writes nothing more', async () => {
  const { writes, output } = recording(() => false);
  await output.add('a');
  expect(await output.end()).toBe(false);
  expect(await output.add('b')).toBe(false);
  expect(await output.end()).toBe(false);
  expect(writes).toEqual(['a']);
});

it('rejects at the next text, or at the end, where a write failed', async () => {
  const { output } = recording(() => {
    throw new Error('the disk is full');
  });
  await output.add('a');
  await setImmediate();
  await setImmediate();
  await expect(output.add('b')).rejects.toThrow('the disk is full');
  await expect(output.end()).rejects.toThrow('the disk is full');
});
