import { findEvents } from '../../lib/app/ask/find-events';
import { planned } from '../../lib/core/query/planned-query';
import { runEmbeddedChain } from '../../lib/local/embedded-chain';
import { localStoreInMemory } from '../../lib/local/local-store';
import { guardSamples, STACK_TEXT } from '../core/guard/guard-samples';
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

/** Records of one run of the whole table, through the real extraction, ingestion and alerting. */
it("makes a row and an alert of each call that tampers with this stack, and neither of the same calls on others'", async () => {
  const samples = guardSamples().filter(
    ({ isFirst, title }) => isFirst || /DeleteBucket, denied|denied on role/.test(title),
  );
  const records = [ssmRecord(), ...samples.flatMap(({ own, other }) => [other, own])];
  const content = async () => logFile(records);
  const run = await runEmbeddedChain(store, [{ key: logKey(), content }], {
    topics: [{ name: 'security', minimumLevel: 'medium' }],
    words: { program: 'ssm-audit', store: '--stack ssm-audit' },
    guarded: STACK_TEXT,
  });
  expect(run).toMatchObject({ deadLetters: 0, isRepeated: false });

  const rows: unknown[] = [];
  const deps = { reader: store.reading().reader, now: () => new Date() };
  for await (const { event } of findEvents(deps, planned({ guard: true, limit: 10_000 }))) {
    if (event.guard) rows.push(event.eventID);
  }
  const wanted = samples.map(({ own }) => own['eventID']);
  expect(new Set(rows)).toEqual(new Set(wanted));
  expect(rows).toHaveLength(wanted.length);

  const messages = run.alerts.map(({ message }) => message).join('\n');
  expect(samples.filter(({ own }) => !messages.includes(String(own['eventID']))).map(({ title }) => title)).toEqual([]);
  expect(samples.filter(({ other }) => messages.includes(String(other['eventID'])))).toEqual([]);
}, 60_000);
