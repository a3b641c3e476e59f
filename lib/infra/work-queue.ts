import { Duration } from 'aws-cdk-lib';
import { type IQueue, Queue, QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

/** What a queue is made with. */
export interface WorkQueueProps {
  /** Time limit of the function that empties the queue. */
  readonly consumerTimeout: Duration;
}

/**
 * A message stays hidden for six time limits of its function, so that Lambda's own retries while it is throttled do not
 * show it again (Lambda developer guide: using Lambda with Amazon SQS).
 */
const TIMEOUTS_HIDDEN = 6;
/** Outlasts a faulty release: with half an hour between two tries, five hours to roll it back before letters are dead. */
const MAX_RECEIVES = 10;
/** The longest that SQS keeps a message. The clock of a dead letter runs from when it was first sent. */
const KEPT = Duration.days(14);

/** What every queue of this stack is: encrypted with SQS's own keys, reached over TLS only. */
const SEALED: QueueProps = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true, retentionPeriod: KEPT };

/** A queue of deliveries to index, with the dead letters of those that cannot be. */
export class WorkQueue extends Construct {
  readonly queue: IQueue;
  readonly deadLetters: IQueue;

  constructor(scope: Construct, id: string, props: WorkQueueProps) {
    super(scope, id);
    const deadLetters = new Queue(this, 'DeadLetters', SEALED);
    this.deadLetters = deadLetters;
    this.queue = new Queue(this, 'Queue', {
      ...SEALED,
      visibilityTimeout: Duration.seconds(props.consumerTimeout.toSeconds() * TIMEOUTS_HIDDEN),
      deadLetterQueue: { queue: deadLetters, maxReceiveCount: MAX_RECEIVES },
    });
  }
}
