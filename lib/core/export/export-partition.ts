import type { StoredEvent } from '../rows/stored-event';

/** The events of one account, region and day: what one file of an export has. */
export interface ExportPartition {
  readonly region: string;
  readonly account: string;
  /** In UTC, `2018-03-06`. */
  readonly day: string;
}

/** What an account or region is called that a record does not name, or names in no form of AWS. */
const UNKNOWN = 'unknown';

/** Whoever wrote the record wrote these, and they become the names of folders. */
const REGION = /^[a-z]{2,8}(?:-[a-z0-9]{1,16}){1,5}$/;
const ACCOUNT = /^\d{12}$/;

/** The names of the columns that the folders are, in their order: those of Security Lake's custom sources. */
export const PARTITION_COLUMNS = ['region', 'accountId', 'eventDay'] as const;

const DAY_LENGTH = 'YYYY-MM-DD'.length;

/** The partition of an event. Undefined for a record without a time, which has no day. */
export function partitionOf({ eventTime, awsRegion, recipientAccountId }: StoredEvent): ExportPartition | undefined {
  if (eventTime === undefined) return undefined;
  return {
    region: awsRegion !== undefined && REGION.test(awsRegion) ? awsRegion : UNKNOWN,
    account: recipientAccountId !== undefined && ACCOUNT.test(recipientAccountId) ? recipientAccountId : UNKNOWN,
    day: eventTime.slice(0, DAY_LENGTH),
  };
}

/** Whether these are a region and an account as partitions have them: whoever may write to the place may have written others. */
export function isPartitionName(region: string, account: string): boolean {
  return (region === UNKNOWN || REGION.test(region)) && (account === UNKNOWN || ACCOUNT.test(account));
}

/** The folder of a partition: `region=us-east-1/accountId=111122223333/eventDay=20180306`. */
export function partitionFolder(partition: ExportPartition): string {
  const values = partitionValues(partition);
  return PARTITION_COLUMNS.map((column, at) => `${column}=${values[at]}`).join('/');
}

/** The values of the partition columns, in their order. */
export function partitionValues({ region, account, day }: ExportPartition): readonly string[] {
  return [region, account, compactDay(day)];
}

/** The file of a partition. */
export function partitionFile(partition: ExportPartition): string {
  return `${partitionFolder(partition)}/events.parquet`;
}

/** `2018-03-06` as folders have it: `20180306`. */
export function compactDay(day: string): string {
  return day.replaceAll('-', '');
}
