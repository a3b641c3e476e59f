import {
  ConditionalCheckFailedException,
  GetItemCommand,
  PutItemCommand,
  type PutItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { type Deadline, NO_DEADLINE } from '../../app/ports/deadline';
import type { ReceiptStore } from '../../app/ports/receipt-store';
import {
  formerReceiptKey,
  type LogFileLocation,
  type Receipt,
  type ReceiptKey,
  receiptKey,
} from '../../core/rows/delivery-row';
import { isNewsAfter, latestDelivery, newestRow, troubleRow } from '../../core/rows/delivery-views';
import { standingReceipt } from '../../core/rows/receipt-codec';
import { byDeadline } from '../retry/retrying';
import { fromItem, type Item, toItem } from './dynamodb-items';
import type { Tables } from './dynamodb-tables';
import { WriteMeter } from './write-meter';

/**
 * An unfinished receipt must not replace a receipt that is done, because two workers may have had the same message.
 * This protects one content only: if a file was replaced since, the receipt describes what is in the bucket now.
 */
function notDoneYet({ eTag, forced }: Receipt): Condition | undefined {
  if (forced) return undefined;
  const isFree = 'attribute_not_exists(folder) OR #state <> :done';
  const names = { '#state': 'state' };
  if (eTag === undefined) return { text: isFree, names, values: { ':done': 'done' } };
  return { text: `${isFree} OR eTag <> :eTag`, names, values: { ':done': 'done', ':eTag': eTag } };
}

/**
 * The newest receipt stays the newest, in whatever order files finish. The exception is a receipt from the future,
 * which an earlier version may have left.
 */
const newerThan = ({ deliveredAt, finishedAt }: { readonly deliveredAt: string; readonly finishedAt: string }) => ({
  text: 'NOT attribute_type(deliveredAt, :text) OR deliveredAt < :deliveredAt OR deliveredAt > :latest',
  names: undefined,
  values: { ':text': 'S', ':deliveredAt': deliveredAt, ':latest': latestDelivery(finishedAt) },
});

type Condition = { readonly text: string; readonly names: Record<string, string> | undefined; readonly values: object };

/** Writes the Deliveries table. */
export class DynamoDbReceiptStore implements ReceiptStore {
  /** The newest delivery that this process has noted, by the key in the list of the newest. */
  private readonly noted = new Map<string, string>();

  constructor(
    private readonly tables: Tables,
    private readonly meter = new WriteMeter(),
  ) {}

  async find(location: LogFileLocation, deadline: Deadline = NO_DEADLINE): Promise<Receipt | undefined> {
    const found = await this.get(receiptKey(location), deadline);
    const former = found ? undefined : formerReceiptKey(location);
    return former ? this.get(former, deadline) : found;
  }

  private async get(key: ReceiptKey, deadline: Deadline): Promise<Receipt | undefined> {
    const command = new GetItemCommand({
      TableName: this.tables.names.deliveries,
      Key: toItem(key),
      ConsistentRead: true,
    });
    const { Item } = await byDeadline('a receipt', deadline, () => this.tables.client.send(command));
    return Item && standingReceipt(fromItem(Item));
  }

  async put(receipt: Receipt, deadline: Deadline): Promise<void> {
    return receipt.state === 'done' ? this.putDone(receipt, deadline) : this.putTrouble(receipt, deadline);
  }

  /** Another worker may finish the file at any moment. Its receipt and its place in the list then stay as they are. */
  private async putTrouble(receipt: Receipt, deadline: Deadline): Promise<void> {
    const isPut = await this.putIf(receipt, notDoneYet(receipt), deadline);
    const trouble = troubleRow(receipt);
    if (isPut && trouble) await this.putIf(trouble, notDoneYet(receipt), deadline);
  }

  /**
   * Another worker may have failed since this one looked. The replaced item shows that, and the file is then no trouble
   * any more.
   */
  private async putDone(receipt: Receipt, deadline: Deadline): Promise<void> {
    await this.noteNewest(receipt, deadline);
    const replaced = await this.replace(receipt, { ReturnValues: 'ALL_OLD' }, deadline);
    const hadTrouble = replaced !== undefined && replaced['state']?.S !== 'done';
    // A file that somebody moved since stands in the list under the path that it had.
    const paths = new Set([receipt.logFile, ...(hadTrouble ? [replaced['logFile']?.S ?? receipt.logFile] : [])]);
    for (const logFile of paths) {
      const resolved = troubleRow({ ...receipt, logFile, ...(hadTrouble && { hadTrouble }) });
      if (resolved) await this.replace(resolved, {}, deadline);
    }
  }

  /**
   * Once an hour of each account and region: the list is one partition, which takes 1,000 writes a second and three times
   * as many reads. Each of a hundred processes would write once an hour, so it looks first what another has written.
   */
  private async noteNewest(receipt: Receipt, deadline: Deadline): Promise<void> {
    const newest = newestRow(receipt);
    if (!newest || !isNewsAfter(newest, this.noted.get(newest.fileName))) return;
    const listed = await this.listedDelivery(newest, deadline);
    if (isNewsAfter(newest, listed)) await this.putIf(newest, newerThan(newest), deadline);
    this.noted.set(newest.fileName, newest.deliveredAt);
  }

  /** The newest delivery of an account and region in the list, as of a moment ago. */
  private async listedDelivery({ folder, fileName }: ReceiptKey, deadline: Deadline): Promise<string | undefined> {
    const command = new GetItemCommand({
      TableName: this.tables.names.deliveries,
      Key: toItem({ folder, fileName }),
      ProjectionExpression: 'deliveredAt',
    });
    const { Item } = await byDeadline('the newest receipt', deadline, () => this.tables.client.send(command));
    return Item?.['deliveredAt']?.S;
  }

  /** Whether the row was put; false if the condition did not hold. */
  private async putIf(row: object, condition: Condition | undefined, deadline: Deadline): Promise<boolean> {
    const options = condition && {
      ConditionExpression: condition.text,
      ExpressionAttributeNames: condition.names,
      ExpressionAttributeValues: toItem(condition.values),
    };
    try {
      await this.replace(row, options ?? {}, deadline);
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }

  /** Puts a row. Returns the item that it replaced, if `options` ask for it. */
  private async replace(
    row: object,
    options: Partial<PutItemCommandInput>,
    deadline: Deadline,
  ): Promise<Item | undefined> {
    const command = new PutItemCommand({ TableName: this.tables.names.deliveries, Item: toItem(row), ...options });
    const send = () => this.tables.client.send(command);
    return (await byDeadline('a receipt', deadline, send, () => this.meter.throttled(1))).Attributes;
  }
}
