import type { BackfillQueue } from '../../app/ports/backfill-queue';
import type { Deadline } from '../../app/ports/deadline';
import { SignedRequests, type SigningConfig } from '../signing/signed-requests';

/**
 * How long a message stays hidden that was asked about, in seconds. At least as long as the queue itself hides it, so that
 * asking never shows it earlier.
 */
export const HIDDEN_SECONDS = 30 * 60;

/** The backfill queue does not know a message that has instructions. */
export class UnprovenInstructionsError extends Error {
  constructor(cause: unknown) {
    const reason = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
    super(
      `the backfill queue does not confirm a message with instructions (${reason}): expected a message that was just taken from it; if this recurs, find out who invokes the function`,
      { cause },
    );
    this.name = 'UnprovenInstructionsError';
  }
}

/** How SQS is asked (SQS developer guide: making API requests by the JSON protocol). */
const ASKED = {
  'content-type': 'application/x-amz-json-1.0',
  'x-amz-target': 'AmazonSQS.ChangeMessageVisibility',
} as const;

/** The backfill queue in SQS. It confirms a receipt handle by hiding its message anew, which changes nothing else. */
export class SqsBackfillQueue implements BackfillQueue {
  private readonly requests: SignedRequests;

  /** `endpoint` is where SQS is, if not where the URL of the queue says. */
  constructor(
    readonly arn: string,
    private readonly url: string,
    signing: SigningConfig,
    private readonly endpoint: () => string = () => new URL(url).origin,
  ) {
    this.requests = new SignedRequests('sqs', signing);
  }

  async proveHeld(receiptHandle: string, deadline: Deadline): Promise<void> {
    const input = { QueueUrl: this.url, ReceiptHandle: receiptHandle, VisibilityTimeout: HIDDEN_SECONDS };
    const body = JSON.stringify(input);
    try {
      await this.requests.send({ method: 'POST', url: new URL(this.endpoint()), headers: ASKED, body }, deadline);
    } catch (error) {
      throw new UnprovenInstructionsError(error);
    }
  }
}
