import type { WorkQueue } from '../queues/work-queue';

/** The source of announcements of log files. */
export interface Announcements {
  /** The topic of the announcements. Undefined if S3 announces without a topic. */
  readonly topicArn: string | undefined;
  /** Hands every announcement to a queue. What cannot be handed over goes to the dead letters of the queue. */
  feed(work: WorkQueue): void;
}
