import { parseArgs } from 'node:util';
import { rulePackFolder, ruleSources } from '../lib/adapters/folder/rule-folder';
import { type FindDependencies, findEvents } from '../lib/app/ask/find-events';
import { INDEX_EVERYTHING } from '../lib/app/index/index-record';
import { indexRecords } from '../lib/app/index/index-records';
import { EventWriter } from '../lib/app/ingest/store-events';
import { NO_DEADLINE } from '../lib/app/ports/deadline';
import type { AskedStory } from '../lib/app/story/asked-story';
import { PartitionBudget } from '../lib/app/story/partition-budget';
import { otherQuestions, ownQuestions } from '../lib/app/story/story-questions';
import { type StoryDependencies, tellStory } from '../lib/app/story/tell-story';
import { readAlertConfiguration } from '../lib/core/alerts/configuration/alert-configuration';
import { type PlannedQuery, planned } from '../lib/core/query/planned-query';
import { loadRules } from '../lib/core/rules/load-rules';
import { automationsStarted, thingsMade } from '../lib/core/story/made-things';
import type { Story } from '../lib/core/story/story';
import { Tally } from '../lib/core/summary/tally';
import { generatedCorpus } from '../samples/generated-corpus';
import { inSqlite, type NewStore } from '../test/adapters/stores';

const RECORDS_PER_FILE = 1_000;
const NOW = new Date('2026-04-01T00:00:00Z');
const ROWS = 5_000;

/** Times the processor time of the queries that a story may take. */
const MOST_RATIO = 3;

/**
 * `npm run bench:story -- [--events N] [--runs N]`: tells the story of the busiest actor of generated events in a local store
 * in memory, and asks the queries that it is made of, with their records, in turns. Exits with 1 where the median story takes
 * three times the processor time of them.
 */
async function main(): Promise<void> {
  const { values: flags } = parseArgs({
    options: { events: { type: 'string', default: '40000' }, runs: { type: 'string', default: '7' } },
  });
  const store = inSqlite();
  try {
    await fill(store, Number(flags.events));
    const { reader, receipts } = store.ports.reading();
    const deps = { reader, receipts, now: () => NOW, judgedBy: await packRules() };
    const value = await busiestActor(deps);
    const asked: AskedStory = { kind: 'actor', value, since: '2026-03-01T00:00:00Z', limit: ROWS };
    const told = await tellStory(deps, asked);
    if (!('story' in told)) throw new Error(`no story of ${value}`);
    const ratio = await measured(deps, asked, told.story, Number(flags.runs));
    process.exitCode = ratio < MOST_RATIO ? 0 : 1;
  } finally {
    await store.close();
  }
}

async function measured(deps: StoryDependencies, asked: AskedStory, story: Story, runs: number): Promise<number> {
  const questions = questionsOf(asked, story);
  const [telling, asking]: [number[], number[]] = [[], []];
  for (let run = 0; run < runs; run += 1) {
    telling.push(await cpuOf(() => tellStory(deps, asked)));
    asking.push(await cpuOf(() => askAll(deps, questions)));
  }
  const [story_, queries] = [median(telling), median(asking)];
  const ratio = story_ / queries;
  process.stdout.write(
    `${story.rows.length} rows of ${asked.value}, ${questions.length} queries: story ${story_.toFixed(0)} ms, queries ${queries.toFixed(0)} ms of processor time, ratio ${ratio.toFixed(2)}\n`,
  );
  return ratio;
}

/** The questions of a story, each with its window, limit and records. */
function questionsOf(asked: AskedStory, { anchor, rows, window }: Story): readonly PlannedQuery[] {
  const budget = new PartitionBudget(false);
  const own = rows.filter(({ lane }) => lane !== 'host' && lane !== 'names').map(({ event }) => event);
  const others = { things: thingsMade(own), automations: automationsStarted(own), hosts: anchor.hosts };
  const questions = [...ownQuestions(asked, anchor, budget), ...otherQuestions(others, budget)];
  return questions.map(({ query }) => planned({ ...query, since: window.since, until: window.until, limit: ROWS + 1 }));
}

async function askAll(deps: FindDependencies, questions: readonly PlannedQuery[]): Promise<void> {
  for (const question of questions) for await (const _ of findEvents(deps, question));
}

async function cpuOf(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}

async function packRules(): Promise<StoryDependencies['judgedBy']> {
  const { rules, correlations } = loadRules(await ruleSources(rulePackFolder()));
  return { rules, correlations, configuration: readAlertConfiguration({}), windowMs: 3_600_000 };
}

async function busiestActor(deps: FindDependencies): Promise<string> {
  const tally = new Tally<{ actor: string }>();
  for await (const { event } of findEvents(deps, planned({ noAgent: true })))
    if (event.actor) tally.add({ actor: event.actor });
  return tally.list()[0]?.actor ?? '';
}

async function fill({ events }: NewStore, count: number): Promise<void> {
  const writer = new EventWriter(events);
  const files = Math.ceil(count / RECORDS_PER_FILE);
  const options = {
    seed: 1,
    files,
    recordsPerFile: RECORDS_PER_FILE,
    systemsManagerShare: 1,
    from: '2026-03-02T00:00:00Z',
  };
  for (const { key, body } of generatedCorpus(options)) {
    const chunks = (async function* () {
      yield Buffer.from(body);
    })();
    const source = { origin: 'delivery' as const, deliveredAt: '2026-03-02T00:05:00Z', now: NOW };
    const { batches } = indexRecords({ logFile: `s3://logs/${key}`, chunks, ...source }, INDEX_EVERYTHING);
    for await (const batch of batches) {
      await writer.write(
        batch.flatMap(({ outcome }) => (typeof outcome === 'object' ? [outcome] : [])),
        NO_DEADLINE,
      );
    }
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
