import type { ReceiptSummary } from '../../../lib/app/ports/receipt-folders';
import { type FileWithReceipt, filesWithReceipts } from '../../../lib/app/reconcile/files-with-receipts';

describe('filesWithReceipts', () => {
  it('brings the two together by folder and name', async () => {
    const found = await joined(['a/1', 'a/3', 'b/1', 'b/2'], { 'bucket/a/': ['1', '2', '3', '4'], 'bucket/b/': ['2'] });
    expect(found).toEqual(['a/1 1', 'a/3 3', 'b/1 -', 'b/2 2']);
  });

  it('asks for a folder once, from its first name on, and closes what is not read to its end', async () => {
    const asked: string[] = [];
    await joined(['a/2', 'a/3', 'b/1'], { 'bucket/a/': ['1', '2', '3', '4', '5'], 'bucket/b/': [] }, asked);
    expect(asked).toEqual(['bucket/a/ from 2', 'bucket/a/ closed', 'bucket/b/ from 1', 'bucket/b/ closed']);
  });

  it('finds receipts again in a folder that another lies within', async () => {
    const found = await joined(['a/1', 'a/2/x', 'a/3'], { 'bucket/a/': ['1', '3'], 'bucket/a/2/': ['x'] });
    expect(found).toEqual(['a/1 1', 'a/2/x x', 'a/3 3']);
  });

  it('finds receipts of names that are listed out of their order', async () => {
    const found = await joined(['a/2', 'a/4', 'a/1', 'a/3'], { 'bucket/a/': ['1', '2', '3', '4'] });
    expect(found).toEqual(['a/2 2', 'a/4 4', 'a/1 1', 'a/3 3']);
  });
});

async function joined(
  keys: readonly string[],
  receipts: Readonly<Record<string, readonly string[]>>,
  asked: string[] = [],
): Promise<readonly string[]> {
  const found: FileWithReceipt[] = [];
  const folders = { receipts: (folder: string, from: string) => receiptsOf(folder, from, receipts, asked) };
  for await (const each of filesWithReceipts(listed(keys), folders)) found.push(each);
  return found.map(({ file, receipt }) => `${file.key} ${receipt?.fileName ?? '-'}`);
}

async function* receiptsOf(
  folder: string,
  from: string,
  receipts: Readonly<Record<string, readonly string[]>>,
  asked: string[],
): AsyncGenerator<ReceiptSummary> {
  asked.push(`${folder} from ${from}`);
  try {
    for (const fileName of receipts[folder] ?? []) if (fileName >= from) yield { fileName, state: 'done' };
  } finally {
    asked.push(`${folder} closed`);
  }
}

async function* listed(keys: readonly string[]) {
  for (const key of keys) yield { bucket: 'bucket', key, eTag: 'e', bytes: 1, storedAt: '2026-03-02T00:00:00Z' };
}
