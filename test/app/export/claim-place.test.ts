import { claimPlace, OtherQuestionError } from '../../../lib/app/export/claim-place';
import { MARKER_FILE } from '../../../lib/core/export/export-files';
import { MemoryTarget } from './memory-export';

const QUESTION = { format: 'parquet', schema: 'event', words: ['--denied'], record: false } as const;

describe('a place of an export', () => {
  it('takes one question, again and again', async () => {
    const target = new MemoryTarget();
    await claimPlace(target, 'lake/', QUESTION);
    const marker = target.files.get(MARKER_FILE);
    await claimPlace(target, 'lake/', QUESTION);
    expect(target.files).toEqual(new Map([[MARKER_FILE, marker]]));
  });

  it('refuses another question before it changes anything', async () => {
    const target = new MemoryTarget();
    await claimPlace(target, 'lake/', QUESTION);
    let cleaned = 0;
    target.cleanUp = async () => {
      cleaned += 1;
      return 0;
    };
    await expect(claimPlace(target, 'lake/', { ...QUESTION, words: [] })).rejects.toThrow(OtherQuestionError);
    expect(cleaned).toBe(0);
  });

  it('says how much an earlier run left', async () => {
    const target = new MemoryTarget();
    target.cleanUp = async () => 3;
    expect(await claimPlace(target, 'lake/', QUESTION)).toBe(3);
  });
});
