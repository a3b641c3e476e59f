import type { Instructions } from './instructions';

/** One object that a message says is in a bucket: a log file, or something else kept beside the log files. */
export interface AnnouncedObject {
  readonly bucket: string;
  /** The object's key as S3 knows it, decoded. */
  readonly key: string;
  /** The version announced, where the message says: S3's own events do, CloudTrail's notifications do not. */
  readonly versionId?: string;
}

/** What a message on the delivery path says: that objects arrived, or something that asks for no work. */
export type Announcement =
  | {
      readonly kind: 'logFiles';
      readonly objects: readonly AnnouncedObject[];
      /** What a backfill or a repair wants done with them; whether it may say so is for the reader to know. */
      readonly instructions?: Instructions;
    }
  | { readonly kind: 'notice'; readonly notice: string };
