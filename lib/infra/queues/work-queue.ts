import { Duration, Validations } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { type IQueue, Queue, QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { refusal } from '../doors/refusal';

/** What a queue is made with. */
export interface WorkQueueProps {
  /** Time limit of the function that empties the queue. */
  readonly consumerTimeout: Duration;
  /** Your own KMS key. Without it, SQS's own keys. */
  readonly key: IKey | undefined;
  /** Who may send messages besides what feeds the queue, which redriving dead letters needs. */
  readonly operators: readonly string[];
}

/**
 * A message stays hidden for six time limits of its function, so that it does not reappear while Lambda itself retries
 * a throttled function (Lambda developer guide: using Lambda with Amazon SQS).
 */
const TIMEOUTS_HIDDEN = 6;
/**
 * Outlasts a faulty release. With half an hour between two tries, you have five hours to roll it back before messages
 * become dead letters.
 */
const MAX_RECEIVES = 10;
/** The longest that SQS keeps a message. For a dead letter, this time starts when the message was first sent. */
const KEPT = Duration.days(14);

/** A queue of deliveries to index, with dead letters for those that fail. */
export class WorkQueue extends Construct {
  readonly queue: IQueue;
  readonly deadLetters: IQueue;
  private readonly operators: readonly string[];

  constructor(scope: Construct, id: string, props: WorkQueueProps) {
    super(scope, id);
    this.operators = props.operators;
    const sealed = sealedBy(props.key);
    const deadLetters = new Queue(this, 'DeadLetters', sealed);
    this.deadLetters = deadLetters;
    Validations.of(deadLetters).acknowledge({
      id: 'Serverless-SQSRedrivePolicy',
      reason: 'dead letters wait here for a person, so this queue needs no dead letters of its own',
    });
    this.queue = new Queue(this, 'Queue', {
      ...sealed,
      visibilityTimeout: Duration.seconds(props.consumerTimeout.toSeconds() * TIMEOUTS_HIDDEN),
      deadLetterQueue: { queue: deadLetters, maxReceiveCount: MAX_RECEIVES },
    });
  }

  /**
   * Refuses messages of everybody but the resource that feeds the queue, a topic or a rule, and the operators. Without
   * operators, dead letters go back by way of the backfill queue.
   */
  onlyFedBy(sourceArn: string): void {
    this.refuseSending(sourceArn);
  }

  /** Refuses messages of everybody but the operators. Without operators it refuses nobody, because somebody has to send. */
  onlyFedByOperators(): void {
    if (this.operators.length > 0) this.refuseSending(undefined);
  }

  private refuseSending(exceptSource: string | undefined): void {
    const { queueArn } = this.queue;
    const refused = { sid: SID, actions: ['sqs:SendMessage'], resources: [queueArn], exceptOperators: this.operators };
    this.queue.addToResourcePolicy(refusal({ ...refused, ...(exceptSource !== undefined && { exceptSource }) }));
  }
}

/** The name of the statement by which a queue refuses senders. */
const SID = 'OnlyItsFeedAndOperatorsSend';

/** Both queues are encrypted and accept only TLS. */
function sealedBy(key: IKey | undefined): QueueProps {
  const encryption = key
    ? { encryption: QueueEncryption.KMS, encryptionMasterKey: key }
    : { encryption: QueueEncryption.SQS_MANAGED };
  return { ...encryption, enforceSSL: true, retentionPeriod: KEPT };
}
