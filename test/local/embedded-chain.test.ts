import { randomBytes } from 'node:crypto';
import { runEmbeddedChain } from '../../lib/local/embedded-chain';
import { localStoreInMemory } from '../../lib/local/local-store';
import { logFile, logKey, ssmRecord } from '../log-records';

// The embedded SNS is an ES module, which jest does not load: the chain asks the one that runs beside the tests.
jest.mock('../../lib/local/embedded-aws', () => ({
  startEmbeddedAws: async () => {
    const { embeddedClients } = await import('../embedded/aws.js');
    return embeddedClients();
  },
}));

process.env.POWERTOOLS_LOG_LEVEL = 'SILENT';
process.env.POWERTOOLS_METRICS_DISABLED = 'true';

const { store, close } = localStoreInMemory();

afterAll(() => close());

it('brings an alert from a log file to a subscriber, and marks known events as such', async () => {
  const body = logFile([ssmRecord({ eventID: 'e-1' }), ssmRecord({ eventName: 'CreateDocument' })]);
  const files = [{ key: logKey(), content: async () => body }];
  const alerting = {
    topics: [{ name: 'documents', events: ['Delete*'] }],
    words: { program: 'ssm-audit', store: '--local DIR' },
  };
  const sent = {
    topic: 'documents',
    subject: 'INFORMATIONAL: Event that a topic selects: DeleteDocument by alice',
    message: expect.stringContaining('ssm-audit show --local DIR DeleteDocument/2024-03-01T10:00:00Z#e-1'),
  };
  const listener = { onStarted: jest.fn(async () => undefined), onIndexed: jest.fn() };
  const run = await runEmbeddedChain(store, files, alerting, listener);
  expect(run).toEqual({
    invocations: 1,
    deadLetters: 0,
    newEvents: 2,
    alerts: [sent],
    alertCount: 1,
    failedBatches: 0,
    isRepeated: false,
  });
  expect([listener.onStarted.mock.calls, listener.onIndexed.mock.calls]).toEqual([[[]], [[1]]]);
  expect(await runEmbeddedChain(store, files, alerting)).toMatchObject({ alerts: [sent], isRepeated: true });
});

it('says of how many batches of new events not all alerts were sent', async () => {
  const { store: fresh, close: closeFresh } = localStoreInMemory();
  const broken = jest.spyOn(fresh.storedRows, 'find').mockRejectedValue(new Error('made by the test'));
  const files = [{ key: logKey(), content: async () => logFile([ssmRecord()]) }];
  const topics = [{ name: 'documents', events: ['Delete*'] }];
  const alerting = { topics, words: { program: 'ssm-audit', store: '' } };
  const { newEvents, failedBatches } = await runEmbeddedChain(fresh, files, alerting);
  expect({ newEvents, failedBatches }).toEqual({ newEvents: 1, failedBatches: 1 });
  broken.mockRestore();
  closeFresh();
});

it('has large log files in the bucket one after the other, because it holds them in memory with all that they make', async () => {
  const others = { eventSource: 's3.amazonaws.com', userAgent: randomBytes(150_000).toString('hex') };
  const large = logFile([ssmRecord(others)]);
  const small = logFile([ssmRecord()]);
  const contents = [small, large, large, small, small];
  const files = contents.map((body, index) => ({
    key: logKey().replace('.json.gz', `-${index}.json.gz`),
    content: async () => body,
  }));
  const onIndexed = jest.fn();
  const listener = { onStarted: async () => undefined, onIndexed };
  const run = await runEmbeddedChain(
    store,
    files,
    { topics: [], words: { program: 'ssm-audit', store: '' } },
    listener,
  );
  expect(onIndexed.mock.calls).toEqual([[2], [3], [5]]);
  expect(run.deadLetters).toBe(0);
});
