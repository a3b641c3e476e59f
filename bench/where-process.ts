import { dynamoDbClient } from '../lib/adapters/dynamodb/dynamodb-tables';
import { eventReading } from '../lib/adapters/dynamodb/event-reading';
import { findEvents } from '../lib/app/ask/find-events';
import { parseWhere } from '../lib/core/match/where';
import { planned } from '../lib/core/query/planned-query';
import type { EmbeddedSettings } from '../lib/local/loopback-access';
import { LOCAL_TABLE_NAMES } from '../test/embedded/embedded-dynamodb';

const KIB = 1024;

/**
 * A process of its own: asks a store, whose settings are in the environment, for what no event has, and prints how many
 * bytes it took at most.
 */
async function main(): Promise<void> {
  const settings: EmbeddedSettings = JSON.parse(process.env['BENCH_SETTINGS'] ?? '');
  const client = dynamoDbClient(settings);
  const { reader } = eventReading({ client, names: LOCAL_TABLE_NAMES });
  const question = planned({ where: [parseWhere('requestParameters.nobody=nothing')] });
  for await (const { event } of findEvents({ reader, now: () => new Date() }, question)) {
    throw new Error(`${event.ref} was found: expected that no event matches`);
  }
  client.destroy();
  process.stdout.write(String(process.resourceUsage().maxRSS * KIB));
}

main().catch((error: unknown) => {
  process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
