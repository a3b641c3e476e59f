import type { Instructions } from './instructions';

/** An object in a bucket that a message announces: a log file, or something else beside the log files. */
export interface AnnouncedObject {
  readonly bucket: string;
  /** The object's key as S3 knows it, decoded. */
  readonly key: string;
  /** The announced version, if the message says it: S3's own events do, CloudTrail's notifications do not. */
  readonly versionId?: string;
}

/** Objects have arrived. */
export interface LogFilesAnnouncement {
  readonly kind: 'logFiles';
  readonly objects: readonly AnnouncedObject[];
  /** What a backfill or a repair asks for. The reader knows whether it may ask. */
  readonly instructions?: Instructions;
}

/** What a message on the delivery path says: objects have arrived, or there is nothing to do. */
export type Announcement = LogFilesAnnouncement | { readonly kind: 'notice'; readonly notice: string };
