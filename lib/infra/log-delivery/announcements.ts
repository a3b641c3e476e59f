import type { WorkQueue } from '../queues/work-queue';

/** Whoever tells that a log file was delivered. */
export interface Announcements {
  /** The topic of the announcements; undefined where S3 announces without one. */
  readonly topicArn: string | undefined;
  /** Hands every announcement to a queue; what cannot be handed over goes to its dead letters. */
  feed(work: WorkQueue): void;
}
