import { parseArgs } from 'node:util';
import { rulePackFolder, ruleSources } from '../lib/adapters/folder/rule-folder';
import { readAlertConfiguration } from '../lib/core/alerts/configuration/alert-configuration';
import { compileSelected } from '../lib/core/alerts/correlations/correlating';
import { compileMatcher } from '../lib/core/alerts/event-matcher';
import { loadRules } from '../lib/core/rules/load-rules';
import { type EmbeddedAws, startEmbeddedAws } from '../lib/local/embedded-aws';
import { createLocalAlertState } from '../test/embedded/embedded-alert-state';
import type { EmbeddedDynamoDb } from '../test/embedded/embedded-dynamodb';
import { BENCH_TOPIC, benchFunction, embeddedServices } from './alert-function';
import { filledStore } from './filled-store';
import { storedRows, streamBatches } from './stream-batches';

/** Of random hexadecimal digits, three endings of 256 are a good hundredth; critical, so that each is published. */
const HUNDREDTH = `
title: One event in a hundred
id: hundredth
level: critical
logsource: {product: aws, service: cloudtrail}
detection:
  selection:
    eventID|endswith: ['00', '55', 'aa']
  condition: selection
`;

/**
 * `npm run bench:alerts -- [--events N] [--json]`: ingests generated events into the embedded DynamoDB, then hands their
 * rows, as the stream does, to the alert function with all rules of the project and one that matches a hundredth of them.
 * Exits with 1 where alerting is slower than ingestion.
 */
async function main(): Promise<void> {
  const { values: flags } = parseArgs({
    options: { events: { type: 'string', default: '10000' }, json: { type: 'boolean', default: false } },
  });
  const store = await filledStore(Number(flags.events), () => undefined);
  const aws = await startEmbeddedAws();
  try {
    const batches = streamBatches(await storedRows(store.tables));
    const alerting = await measuredAlerting(store.tables, aws, batches);
    const { newEvents, seconds } = store.summary;
    const result = { events: newEvents, ingestionSeconds: seconds, ...alerting };
    process.stdout.write(flags.json ? `${JSON.stringify(result)}\n` : asText(result));
    process.exitCode = result.alertingSeconds <= seconds ? 0 : 1;
  } finally {
    await aws.stop();
    await store.remove();
  }
}

interface Result {
  readonly events: number;
  readonly published: number;
  readonly ingestionSeconds: number;
  readonly alertingSeconds: number;
}

function asText({ events, published, ingestionSeconds, alertingSeconds }: Result): string {
  const rate = (seconds: number) => `${seconds.toFixed(1)} s, ${Math.round(events / seconds)} a second`;
  return `${events} events ingested in ${rate(ingestionSeconds)}; alerting looked at them in ${rate(alertingSeconds)}, and published ${published} messages\n`;
}

async function measuredAlerting(
  tables: EmbeddedDynamoDb,
  aws: EmbeddedAws,
  batches: readonly (readonly object[])[],
): Promise<Pick<Result, 'published' | 'alertingSeconds'>> {
  await createLocalAlertState(tables);
  const { counts, run } = benchFunction(await embeddedServices(tables, aws), await compiledPack());
  const started = performance.now();
  await run(batches);
  return { published: counts.published, alertingSeconds: (performance.now() - started) / 1000 };
}

async function compiledPack() {
  const pack = await ruleSources(rulePackFolder());
  const { rules, correlations } = loadRules([...pack, { file: 'bench.yml', text: HUNDREDTH }]);
  const configuration = readAlertConfiguration({
    'ssm-audit:alertTopics': [{ name: BENCH_TOPIC, rules: ['hundredth'] }],
  });
  return {
    match: compileMatcher(rules, configuration),
    correlating: compileSelected(correlations, configuration),
  };
}

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
process.env.POWERTOOLS_LOG_LEVEL = 'SILENT';
process.env.POWERTOOLS_METRICS_DISABLED = 'true';

main().catch((error: unknown) => {
  process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
