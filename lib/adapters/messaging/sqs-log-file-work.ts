import { type BatchResultErrorEntry, SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { NO_DEADLINE } from '../../app/ports/deadline';
import type { ListedLogFile } from '../../app/ports/log-file-listing';
import type { LogFileWork, RefusedLogFile } from '../../app/ports/log-file-work';
import { instructionMessage } from '../../core/delivery/instruction-message';
import type { Instructions } from '../../core/delivery/instructions';
import { pause } from '../retry/pause';

/** The most messages of one `SendMessageBatch` (SQS API reference). */
const MESSAGES_A_BATCH = 10;

/**
 * How many files one message announces. An invocation takes five messages, and fifty files of two seconds each end well
 * within its five minutes. Ten of the longest keys in each of ten messages have 100 KB, of the 256 KB that a batch may
 * have.
 */
const FILES_A_MESSAGE = 10;

/** A message and the files that it announces. */
interface Message {
  readonly id: string;
  readonly files: readonly ListedLogFile[];
}

/** Announces log files on the backfill queue, with an origin, so that the deployed function indexes them. */
export class SqsLogFileWork implements LogFileWork {
  readonly filesAtOnce = MESSAGES_A_BATCH * FILES_A_MESSAGE;

  constructor(
    private readonly client: SQSClient,
    private readonly queueUrl: string,
    private readonly origin: Instructions['origin'],
  ) {}

  async take(files: readonly ListedLogFile[]): Promise<readonly RefusedLogFile[]> {
    let waiting = messagesOf(files);
    const refused: RefusedLogFile[] = [];
    for (let attempt = 0; waiting.length > 0; attempt += 1) {
      if (attempt > 0) await pause('messages that were not taken', attempt, NO_DEADLINE);
      const failures = await this.send(waiting);
      for (const message of waiting) {
        const failure = failures.get(message.id);
        if (failure?.SenderFault) refused.push(...message.files.map((file) => ({ file, reason: reasonOf(failure) })));
      }
      waiting = waiting.filter(({ id }) => failures.has(id) && !failures.get(id)?.SenderFault);
    }
    return refused;
  }

  private async send(messages: readonly Message[]): Promise<ReadonlyMap<string, BatchResultErrorEntry>> {
    const command = new SendMessageBatchCommand({
      QueueUrl: this.queueUrl,
      Entries: messages.map(({ id, files }) => ({ Id: id, MessageBody: this.bodyOf(files) })),
    });
    const { Failed = [] } = await this.client.send(command);
    return new Map(Failed.map((failure) => [failure.Id ?? '', failure]));
  }

  private bodyOf(files: readonly ListedLogFile[]): string {
    const keys = files.map(({ key }) => key);
    return instructionMessage(files[0]?.bucket ?? '', keys, this.origin);
  }
}

function messagesOf(files: readonly ListedLogFile[]): readonly Message[] {
  return Array.from({ length: Math.ceil(files.length / FILES_A_MESSAGE) }, (_, index) => ({
    id: String(index),
    files: files.slice(index * FILES_A_MESSAGE, (index + 1) * FILES_A_MESSAGE),
  }));
}

function reasonOf({ Code, Message: text }: BatchResultErrorEntry): string {
  return `the queue refuses the message: ${[Code, text].filter(Boolean).join(', ')}`;
}
