import { exportLines } from '../../../lib/app/export/export-lines';
import { asStream, MemoryTarget } from './memory-export';

describe('an export in lines', () => {
  it('is the text, however long', async () => {
    const target = new MemoryTarget();
    const pieces = Array.from({ length: 1_000 }, (_, at) => `${at} ${'é'.repeat(1_000)}\n`);
    await exportLines(target, 'events.ndjson', asStream(pieces));
    expect(target.files.get('events.ndjson')).toBe(pieces.join(''));
  });

  it('leaves the earlier file where it fails', async () => {
    const target = new MemoryTarget();
    await exportLines(target, 'events.csv', asStream(['a\n']));
    target.fault = () => {
      throw new Error('disk full');
    };
    await expect(exportLines(target, 'events.csv', asStream(['b\n']))).rejects.toThrow('disk full');
    expect(target.files).toEqual(new Map([['events.csv', 'a\n']]));
    expect(target.open).toBe(0);
  });
});
