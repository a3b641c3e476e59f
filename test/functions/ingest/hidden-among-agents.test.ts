import { eventReading } from '../../../lib/adapters/dynamodb/event-reading';
import { findEvents } from '../../../lib/app/ask/find-events';
import { planned } from '../../../lib/core/query/planned-query';
import { AGENT_PARTITIONS, isAgentPartition } from '../../../lib/core/rows/agent-partitions';
import { heartbeatRecord, logFile, logKey, ssmRecord } from '../../log-records';
import { Ingestion } from '../ingestion';

const NAME = 'UpdateInstanceInformation';

/** Names that look like partitions, which whoever writes a log file could choose. */
const ODD_NAMES = [`${NAME}#agent`, `${NAME}#agent#3`, 'SendCommand#agent', '#catalogue', '#newest', '_quarantine'];

let ingestion: Ingestion;

beforeEach(async () => {
  ingestion = await Ingestion.start();
  ingestion.indexing = { ...ingestion.indexing, agentSpread: AGENT_PARTITIONS };
});

afterEach(() => ingestion.stop());

it("puts nothing among the agent's own calls that is none of them, whatever it looks like", async () => {
  const report = heartbeatRecord();
  const records = [
    report,
    // The same ID as the agent's call, so that it would take its key.
    { ...report, userAgent: 'aws-cli/2.15.0' },
    heartbeatRecord({ userAgent: 'aws-cli/2.15.0' }),
    heartbeatRecord({ sourceIPAddress: 'ssm.amazonaws.com' }),
    heartbeatRecord({ errorCode: 'AccessDenied' }),
    ...ODD_NAMES.map((eventName) => ssmRecord({ eventName })),
  ];
  const key = logKey();
  await ingestion.bucket.put(key, logFile(records));
  expect(await ingestion.receive([ingestion.announcement(key)])).toEqual([]);
  const { reader } = eventReading(ingestion.dynamodb);
  const among = (await reader.catalogue('')).filter(isAgentPartition);
  expect(among).toEqual([expect.stringContaining(`${NAME}#agent`)]);
  expect((await ingestion.rowsOf(among[0] ?? '')).map(({ marks }) => marks)).toEqual([{ agent: true }]);
  const found: (string | undefined)[] = [];
  for await (const { event } of findEvents(
    { reader, now: () => ingestion.now },
    planned({ limit: 100, noAgent: true }),
  ))
    found.push(event.eventName);
  expect(found).toHaveLength(records.length - 1);
  expect(found).toEqual(expect.arrayContaining(ODD_NAMES));
});
