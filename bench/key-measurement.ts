import { type DynamoDBClient, QueryCommand, type QueryCommandInput } from '@aws-sdk/client-dynamodb';
import type { Tables } from '../lib/adapters/dynamodb/dynamodb-tables';
import { eventReading } from '../lib/adapters/dynamodb/event-reading';
import { findEvents } from '../lib/app/ask/find-events';
import { CATALOGUE_FOLDER, FORMER_CATALOGUE_TERM } from '../lib/contract/tables';
import { planned } from '../lib/core/query/planned-query';
import type { KeyQuestion } from './key-questions';

/** What it costs to ask by a key. */
export interface KeyMeasurement {
  readonly key: string;
  readonly value: string;
  readonly events: number;
  /** Pages and items read of the key itself; the catalogue, which an event's name is looked up in, is left out. */
  readonly pages: number;
  readonly items: number;
  /** Medians in milliseconds: the whole answer, and the `Query` requests on the key by the SDK alone. */
  readonly findMs: number;
  readonly bareMs: number;
  readonly ratio: number;
}

/** The catalogue, and that of earlier programs. */
const CATALOGUES = [CATALOGUE_FOLDER, FORMER_CATALOGUE_TERM];

/** Runs before the first that counts, so that both ways are compiled by then. */
const WARM_UPS = 10;

/** Answers a question, and makes the same `Query` by the SDK alone, turn by turn; medians of `runs` of each. */
export async function measureKey(tables: Tables, question: KeyQuestion, runs: number): Promise<KeyMeasurement> {
  const { queries, ...read } = await observed(tables, question);
  const find = () => answer(tables, question);
  const bare = () => bareQueries(tables, queries);
  const { findMs, bareMs } = await interleaved(find, bare, runs);
  return { key: question.key, value: question.value, ...read, findMs, bareMs, ratio: findMs / bareMs };
}

/** One answer: its requests on the key, and what they read. */
async function observed(tables: Tables, question: KeyQuestion) {
  const recorder = recordQueries(tables.client);
  const { meter, events } = await answer(tables, question).finally(recorder.stop);
  const costs = meter
    .costs()
    .queries.filter(({ keyCondition }) => !CATALOGUES.some((name) => keyCondition.includes(name)));
  const most = (count: 'pages' | 'items') => Math.max(...costs.map((cost) => cost[count]));
  return {
    queries: recorder.queries.filter((input) => !isOfCatalogue(input)),
    events,
    pages: most('pages'),
    items: most('items'),
  };
}

async function answer(tables: Tables, { query }: KeyQuestion) {
  const { reader, meter } = eventReading(tables);
  let events = 0;
  for await (const _ of findEvents({ reader, now: () => new Date() }, planned(query))) events += 1;
  return { meter, events };
}

async function bareQueries({ client }: Tables, queries: readonly QueryCommandInput[]): Promise<void> {
  for (const input of queries) await client.send(new QueryCommand(input));
}

async function interleaved(find: () => Promise<unknown>, bare: () => Promise<unknown>, runs: number) {
  const [findTimes, bareTimes]: [number[], number[]] = [[], []];
  for (let run = -WARM_UPS; run < runs; run += 1) {
    const [found, asked] = [await milliseconds(find), await milliseconds(bare)];
    if (run < 0) continue;
    findTimes.push(found);
    bareTimes.push(asked);
  }
  return { findMs: median(findTimes), bareMs: median(bareTimes) };
}

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((left, right) => left - right)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

function recordQueries(client: DynamoDBClient): { readonly queries: readonly QueryCommandInput[]; stop(): void } {
  const queries: QueryCommandInput[] = [];
  const name = 'record-queries';
  client.middlewareStack.add(
    (next, { commandName }) =>
      (args) => {
        if (commandName === QueryCommand.name) queries.push(args.input as QueryCommandInput);
        return next(args);
      },
    { step: 'initialize', name },
  );
  return { queries, stop: () => void client.middlewareStack.remove(name) };
}

function isOfCatalogue({ ExpressionAttributeValues = {} }: QueryCommandInput): boolean {
  return Object.values(ExpressionAttributeValues).some(({ S }) => CATALOGUES.some((name) => name === S));
}
