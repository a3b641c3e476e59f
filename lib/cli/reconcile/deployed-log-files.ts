import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { SqsLogFileWork } from '../../adapters/messaging/sqs-log-file-work';
import { RETRYING } from '../../adapters/retry/retrying';
import { S3LogListing } from '../../adapters/s3/s3-log-listing';
import { withoutLogging } from '../../adapters/sdk/without-logging';
import type { LogFileListing } from '../../app/ports/log-file-listing';
import type { LogFileWork } from '../../app/ports/log-file-work';
import type { ReceiptFolders } from '../../app/ports/receipt-folders';
import type { StackOutputs } from '../../contract/stack-outputs';
import type { Instructions } from '../../core/delivery/instructions';

/** The log files of a store: what exists, what is indexed, and how to get more indexed. */
export interface LogFilesOfStore {
  /** The bucket or folder, as a person calls it. */
  readonly where: string;
  readonly listing: LogFileListing;
  readonly receipts: ReceiptFolders;
  readonly work: LogFileWork;
  /** Days that rows are kept; undefined keeps everything. */
  readonly retentionDays: number | undefined;
  close(): void;
}

/** The log files of a deployed stack. Its bucket may be in another region than the stack. */
export function deployedLogFiles(
  receipts: ReceiptFolders,
  outputs: StackOutputs,
  credentials: { readonly region?: string; readonly profile?: string },
  origin: Instructions['origin'],
): LogFilesOfStore {
  const { region, profile } = credentials;
  const settings = { ...(region && { region }), ...(profile && { profile }), ...RETRYING };
  const s3 = withoutLogging(new S3Client({ ...settings, followRegionRedirects: true }));
  const sqs = withoutLogging(new SQSClient(settings));
  const folder = outputs.LogPrefix === '' ? '' : `${outputs.LogPrefix}/`;
  return {
    where: `s3://${outputs.LogBucketName}/${folder}`,
    listing: new S3LogListing(s3, { name: outputs.LogBucketName, owner: undefined }, outputs.LogPrefix),
    receipts,
    work: new SqsLogFileWork(sqs, outputs.BackfillQueueUrl, origin),
    retentionDays: Number(outputs.RetentionDays),
    close: () => {
      s3.destroy();
      sqs.destroy();
    },
  };
}
