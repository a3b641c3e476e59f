import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type EmbeddedDynamoDb, LOCAL_TABLE_NAMES } from '../test/embedded/embedded-dynamodb';
import { EmbeddedStackOutputs } from '../test/embedded/stack-outputs';

/** Megabytes that a question may take which nothing matches, so that it reads every event. */
export const MOST_WHERE_MB = 200;

const MB = 1_000_000;
const KIB = 1024;

/** Asks for what no event has. */
const ASKED = ['query', '--stack', 'audit', '--where', 'requestParameters.nobody=nothing', '--output', 'json'];

const PROGRAM = join(__dirname, '..', 'bin', 'ssm-audit');
const run = promisify(execFile);

/**
 * The most resident megabytes of the built command line while it asks a store for what no event has. GNU time tells: the
 * resource usage that a process reads of itself counts that of the process which started it, if that one was larger.
 */
export async function whereMemory({ settings }: Pick<EmbeddedDynamoDb, 'settings'>): Promise<number> {
  const { events, terms, deliveries } = LOCAL_TABLE_NAMES;
  const tables = { EventsTableName: events, TermsTableName: terms, DeliveriesTableName: deliveries };
  const outputs = { ...tables, KeptRecords: '{}' };
  const stack = await EmbeddedStackOutputs.start(outputs);
  try {
    const env = { ...process.env, ...credentials(settings), AWS_ENDPOINT_URL_CLOUDFORMATION: stack.endpoint };
    const command = ['--format', 'peak %M', process.execPath, PROGRAM, ...ASKED];
    const { stdout, stderr } = await run('/usr/bin/time', command, { env });
    if (stdout.trim() !== '[]') throw new Error(`${stdout.trim()} was found: expected that no event matches`);
    return (Number(/^peak (\d+)$/m.exec(stderr)?.[1]) * KIB) / MB;
  } finally {
    await stack.stop();
  }
}

function credentials({
  endpoint,
  region,
  credentials: { accessKeyId, secretAccessKey },
}: EmbeddedDynamoDb['settings']) {
  return {
    AWS_ENDPOINT_URL_DYNAMODB: endpoint,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
  };
}
