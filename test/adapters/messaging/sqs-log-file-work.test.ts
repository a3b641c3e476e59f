import { SendMessageBatchCommand, SQSClient, SQSServiceException } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { SqsLogFileWork } from '../../../lib/adapters/messaging/sqs-log-file-work';
import type { ListedLogFile } from '../../../lib/app/ports/log-file-listing';
import { readAnnouncement } from '../../../lib/core/delivery/read-announcement';
import { injectFaults } from '../../embedded/faults';
import { type TestQueue, testQueue } from '../../embedded/queue';

let queue: TestQueue;

beforeAll(async () => {
  queue = await testQueue();
});

afterAll(() => queue.sqs.destroy());

describe('SqsLogFileWork', () => {
  it('announces files in the shape that the function reads, ten a message', async () => {
    expect(await work().take(files(25))).toEqual([]);
    const messages = (await queue.drain()).map(readAnnouncement);
    expect(messages).toHaveLength(3);
    const keys = messages.flatMap((message) => (message.kind === 'logFiles' ? message.objects : []));
    expect(keys.map(({ key }) => key).sort()).toEqual(
      files(25)
        .map(({ key }) => key)
        .sort(),
    );
    for (const message of messages) expect(message).toMatchObject({ instructions: { origin: 'repair', force: false } });
  });

  it('sends a hundred files by one request', async () => {
    const requests = injectFaults(queue.sqs, () => undefined);
    await work().take(files(work().filesAtOnce));
    requests.stop();
    expect(requests.requests.map(({ command }) => command)).toEqual(['SendMessageBatchCommand']);
    expect(await queue.drain()).toHaveLength(10);
  });

  it('sends again what was throttled, and each message once', async () => {
    let left = 2;
    const faults = injectFaults(queue.sqs, () => (left-- > 0 ? throttled() : undefined));
    await work().take(files(5));
    faults.stop();
    expect(await queue.drain()).toHaveLength(1);
  });

  it('sends again the messages that were not taken, and names the files of those that never will be', async () => {
    const sqs = mockClient(SQSClient);
    const refused = { Id: '0', SenderFault: true, Code: 'InvalidMessageContents', Message: 'no' };
    const later = { Id: '1', SenderFault: false, Code: 'InternalError' };
    sqs
      .on(SendMessageBatchCommand)
      .resolvesOnce({ Successful: [], Failed: [refused, later] })
      .resolves({});
    const failures = await work().take(files(30));
    const sent = sqs
      .commandCalls(SendMessageBatchCommand)
      .map(({ args }) => args[0].input.Entries?.map(({ Id }) => Id));
    sqs.restore();
    expect(sent).toEqual([['0', '1', '2'], ['1']]);
    expect(failures.map(({ file }) => file)).toEqual(files(30).slice(0, 10));
    expect(failures[0]?.reason).toBe('the queue refuses the message: InvalidMessageContents, no');
  });
});

function work(): SqsLogFileWork {
  return new SqsLogFileWork(queue.sqs, queue.url, 'repair');
}

function files(count: number, name = 'file'): readonly ListedLogFile[] {
  return Array.from({ length: count }, (_, index) => ({
    bucket: 'logs',
    key: `AWSLogs/${name}-${String(index).padStart(3, '0')}.json.gz`,
    eTag: 'e',
    bytes: 1,
    storedAt: '2026-03-02T00:00:00Z',
  }));
}

function throttled(): SQSServiceException {
  return new SQSServiceException({ name: 'ThrottlingException', $fault: 'client', message: 'slow', $metadata: {} });
}
