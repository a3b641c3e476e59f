import { receiptKey } from '../../core/rows/delivery-row';
import { byteOrder } from '../../core/text/byte-order';
import type { ListedLogFile } from '../ports/log-file-listing';
import type { ReceiptFolders, ReceiptSummary } from '../ports/receipt-folders';

/** A listed log file and its receipt, where it has one. */
export interface FileWithReceipt {
  readonly file: ListedLogFile;
  readonly receipt: ReceiptSummary | undefined;
}

/**
 * Brings listed files and their receipts together, folder by folder: both come in the order of their names, so that
 * neither is held for longer than its turn, however many there are. A receipt whose file is not listed is passed over.
 */
export async function* filesWithReceipts(
  files: AsyncIterable<ListedLogFile>,
  folders: ReceiptFolders,
): AsyncGenerator<FileWithReceipt> {
  let current: { readonly folder: string; readonly receipts: OrderedReceipts } | undefined;
  try {
    for await (const file of files) {
      const { folder, fileName } = receiptKey(file);
      if (current?.folder !== folder) {
        await current?.receipts.close();
        current = { folder, receipts: new OrderedReceipts((name) => folders.receipts(folder, name)) };
      }
      yield { file, receipt: await current.receipts.at(fileName) };
    }
  } finally {
    await current?.receipts.close();
  }
}

/** The receipts of a folder, asked for by names that ascend; where one does not, they are read anew from it on. */
class OrderedReceipts {
  private receipts: AsyncIterator<ReceiptSummary> | undefined;
  private head: ReceiptSummary | undefined;
  private last = '';

  constructor(private readonly from: (fileName: string) => AsyncIterable<ReceiptSummary>) {}

  async at(fileName: string): Promise<ReceiptSummary | undefined> {
    if (byteOrder(fileName, this.last) < 0) await this.close();
    this.last = fileName;
    this.receipts ??= this.from(fileName)[Symbol.asyncIterator]();
    while (this.head === undefined || byteOrder(this.head.fileName, fileName) < 0) {
      const { done, value } = await this.receipts.next();
      if (done) return undefined;
      this.head = value;
    }
    return this.head.fileName === fileName ? this.head : undefined;
  }

  async close(): Promise<void> {
    await this.receipts?.return?.();
    this.receipts = undefined;
    this.head = undefined;
  }
}
