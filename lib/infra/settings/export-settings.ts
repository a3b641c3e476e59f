import { EXPORT_SCHEMAS, type ExportSchema } from '../../contract/export';
import { KEY } from './encryption-settings';
import { oneOf, type Settings, textMatching, trueOrFalse } from './setting';

/** Whether finished days are exported to a bucket, and how. */
export interface ExportOptions {
  /**
   * The bucket to which each finished day is exported, as `ssm-audit export` does; `''` for no export.
   * @default - nothing is exported
   */
  readonly exportBucketName: string;
  /**
   * Where in that bucket the export is.
   * @default - at the top
   */
  readonly exportPrefix: string;
  /**
   * The fields of exported events: the project's, or those of OCSF.
   * @default event
   */
  readonly exportSchema: ExportSchema;
  /**
   * The key that encrypts the objects of that bucket by default.
   * @default - S3's own keys
   */
  readonly exportKeyArn: string;
  /**
   * Whether Athena can ask the export: a table in Glue, whose partitions the export registers, and a workgroup.
   * @default false
   */
  readonly exportTable: boolean;
}

/** A bucket as S3 names it, and a prefix that a policy can name as it is. */
const BUCKET_NAME = /^$|^(?!.*\.\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const PREFIX = /^$|^(?=.{1,200}$)[\w.=-]+(?:\/[\w.=-]+)*$/;

/** How these options are read. */
export const EXPORT_SETTINGS: Settings<ExportOptions> = {
  exportBucketName: {
    fallback: '',
    expected: 'the name of an S3 bucket, or "" for no export',
    parse: textMatching(BUCKET_NAME),
  },
  exportPrefix: {
    fallback: '',
    expected: 'at most 200 letters, digits, hyphens, dots, =, _ and single slashes between them, or "" for none',
    parse: textMatching(PREFIX),
  },
  exportSchema: {
    fallback: 'event',
    expected: EXPORT_SCHEMAS.join(' or '),
    parse: oneOf(EXPORT_SCHEMAS),
  },
  exportKeyArn: KEY,
  exportTable: { fallback: false, expected: 'true or false', parse: trueOrFalse },
};
