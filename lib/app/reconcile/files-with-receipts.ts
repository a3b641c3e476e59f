import { formerReceiptKey, type ReceiptKey, receiptKey } from '../../core/rows/delivery-row';
import { byteOrder } from '../../core/text/byte-order';
import type { ListedLogFile } from '../ports/log-file-listing';
import type { ReceiptFolders, ReceiptSummary } from '../ports/receipt-folders';

/** A listed log file, and its receipt if it has one. */
export interface FileWithReceipt {
  readonly file: ListedLogFile;
  readonly receipt: ReceiptSummary | undefined;
}

/**
 * Joins listed files with their receipts, folder by folder. Both come in the order of their names, so memory holds
 * neither for longer than its turn, however many there are. Skips a receipt whose file is not listed.
 */
export async function* filesWithReceipts(
  files: AsyncIterable<ListedLogFile>,
  folders: ReceiptFolders,
): AsyncGenerator<FileWithReceipt> {
  const [receipts, former] = [new FolderByFolder(folders), new FolderByFolder(folders)];
  try {
    for await (const file of files) {
      const key = formerReceiptKey(file);
      const receipt = (await receipts.at(receiptKey(file))) ?? (key && (await former.at(key)));
      yield { file, receipt };
    }
  } finally {
    await receipts.close();
    await former.close();
  }
}

/** Receipts by their keys, of which the folders come one after the other. */
class FolderByFolder {
  private folder: string | undefined;
  private receipts: OrderedReceipts | undefined;

  constructor(private readonly folders: ReceiptFolders) {}

  async at({ folder, fileName }: ReceiptKey): Promise<ReceiptSummary | undefined> {
    if (this.folder !== folder) await this.close();
    this.folder = folder;
    this.receipts ??= new OrderedReceipts((name) => this.folders.receipts(folder, name));
    return this.receipts.at(fileName);
  }

  async close(): Promise<void> {
    await this.receipts?.close();
    this.receipts = undefined;
  }
}

/**
 * The receipts of a folder, by ascending names. If a name does not ascend, reads the receipts again from that name on.
 */
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
