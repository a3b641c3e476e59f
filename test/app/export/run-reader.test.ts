import { runRows, ShortRunError } from '../../../lib/app/export/run-reader';
import { MemoryRuns } from './memory-export';

const TEXT = 'a\t"éé😀"\nb\t"ü"\nc\t"z"\n';

function stored(text: string): MemoryRuns {
  const store = new MemoryRuns();
  store.runs.set('run', Buffer.from(text));
  return store;
}

const RUN = { name: 'run', bytes: Buffer.byteLength(TEXT) };

describe('the rows of a run', () => {
  it('are the same in blocks of any size, within characters of several bytes as well', async () => {
    for (const block of [1, 2, 3, 5, 7, 1_000]) {
      const texts = [];
      for await (const { partition, json } of runRows(stored(TEXT), RUN, 0, block)) texts.push(`${partition}${json}`);
      expect(texts).toEqual(['a"éé😀"', 'b"ü"', 'c"z"']);
    }
  });

  it('go on at the end of any of them', async () => {
    const ends = [];
    for await (const { end } of runRows(stored(TEXT), RUN, 0, 4)) ends.push(end);
    expect(ends.at(-1)).toBe(RUN.bytes);
    const rest = [];
    for await (const { json } of runRows(stored(TEXT), RUN, ends[0] ?? 0, 4)) rest.push(json);
    expect(rest).toEqual(['"ü"', '"z"']);
  });

  it.each(['a\t"éé', '', TEXT.slice(0, -1)])('are refused if somebody cut the run to %j', async (text) => {
    const all = async () => {
      for await (const _ of runRows(stored(text), RUN, 0, 100));
    };
    await expect(all()).rejects.toThrow(ShortRunError);
  });
});
