import { parseArgs } from 'node:util';
import type { EventRow } from '../lib/core/rows/event-row';
import { type BenchRules, benchFunction } from './alert-function';
import { servicesInMemory } from './alerting-in-memory';
import { areCallsFew } from './correlation-calls';
import { rulesOfBench } from './correlation-rules';
import { generatedRows } from './generated-rows';
import { latestOf, streamBatches } from './stream-batches';

/** The most that alerting may cost with correlations, in what it costs without. */
const MOST_TIMES = 2;

/**
 * `npm run bench:correlations -- [--events N] [--runs N]`: the processor time of alerting on generated events, of which a
 * tenth counts for ten correlations, and the same without correlations, in turns. All state is in memory. Then the calls
 * of the state in DynamoDB. Exits with 1 where a bound is passed.
 */
async function main(): Promise<void> {
  const { values: flags } = parseArgs({
    options: { events: { type: 'string', default: '10000' }, runs: { type: 'string', default: '7' } },
  });
  const rows = generatedRows(Number(flags.events));
  const sides = { without: await rulesOfBench(false), together: await rulesOfBench(true) };
  const times = await measuredTimes(sides, rows, Number(flags.runs));
  const areFew = await areCallsFew(sides.together, rows);
  process.exitCode = times <= MOST_TIMES && areFew ? 0 : 1;
}

/** How much processor time alerting takes with correlations, in what it takes without. */
async function measuredTimes(
  sides: { readonly without: BenchRules; readonly together: BenchRules },
  rows: readonly EventRow[],
  runs: number,
): Promise<number> {
  const batches = streamBatches(rows);
  const seconds = { without: [] as number[], together: [] as number[] };
  const published = { without: 0, together: 0 };
  let matches = 0;
  // The first of each warms up.
  for (let run = 0; run <= runs; run += 1) {
    for (const side of ['without', 'together'] as const) {
      const { run: alert, counts } = benchFunction(servicesInMemory(rows), sides[side], latestOf(rows));
      const before = process.cpuUsage();
      await alert(batches);
      const { user, system } = process.cpuUsage(before);
      if (run > 0) seconds[side].push((user + system) / 1e6);
      published[side] = counts.published;
      matches = counts.matches;
    }
  }
  const [without, together] = [median(seconds.without), median(seconds.together)];
  const times = together / without;
  process.stdout.write(
    `${rows.length} events, ${matches} matches of ten correlations, ${published.together} messages: ${together.toFixed(2)} s of CPU; ${without.toFixed(2)} s without correlations, ${published.without} messages: ${times.toFixed(2)} times as much (at most ${MOST_TIMES})\n`,
  );
  return times;
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
process.env.POWERTOOLS_LOG_LEVEL = 'SILENT';
process.env.POWERTOOLS_METRICS_DISABLED = 'true';

main().catch((error: unknown) => {
  process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
