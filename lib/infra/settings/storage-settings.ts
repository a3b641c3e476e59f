import { infrequentAccessBreakEvenDays, TABLE_CLASSES, type TableClass } from '../../contract/dynamodb-prices';
import { oneOf, type Settings, trueOrFalse } from './setting';

/** Lets the retention decide about the class of the tables. */
export const CLASS_BY_RETENTION = 'by-retention';

/** How DynamoDB stores the tables of rows and receipts. No choice changes what they hold. */
export interface StorageOptions {
  /**
   * The class of the three tables.
   * @default 'by-retention': the class that costs less for `retentionDays`
   */
  readonly tableClass: TableClass | typeof CLASS_BY_RETENTION;
  /**
   * Whether DynamoDB keeps point-in-time recovery of Terms, too, which `rebuild-terms` makes again from Events.
   * @default false
   */
  readonly termsRecovery: boolean;
}

const CHOICES = [CLASS_BY_RETENTION, ...TABLE_CLASSES] as const;

/** How these options are read. */
export const STORAGE_SETTINGS: Settings<StorageOptions> = {
  tableClass: {
    fallback: CLASS_BY_RETENTION,
    expected: `${TABLE_CLASSES.join(' or ')}, or ${CLASS_BY_RETENTION} for the latter from ${infrequentAccessBreakEvenDays()} retentionDays on`,
    parse: oneOf(CHOICES),
  },
  termsRecovery: { fallback: false, expected: 'true or false', parse: trueOrFalse },
};
