import { createHash } from 'node:crypto';
import type { DeliveryMark } from '../../core/explorer/messages';
import type { ReceiptReader } from '../ports/receipt-reader';

/** A text that changes when another log file becomes the newest of its account and region, or is indexed again. */
export async function deliveryMark(receipts: Pick<ReceiptReader, 'newest'>): Promise<DeliveryMark> {
  const newest = (await receipts.newest()).map(({ logFile, finishedAt }) => `${finishedAt} ${logFile}`).sort();
  return { mark: createHash('sha256').update(newest.join('\n')).digest('hex') };
}
