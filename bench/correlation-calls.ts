import { DynamoDbCorrelationState } from '../lib/adapters/dynamodb/dynamodb-correlation-state';
import type { EventRow } from '../lib/core/rows/event-row';
import { createLocalAlertState, LOCAL_ALERT_STATE_TABLE } from '../test/embedded/embedded-alert-state';
import { startEmbeddedDynamoDb } from '../test/embedded/embedded-dynamodb';
import { StateCalls } from '../test/embedded/state-calls';
import { type BenchRules, benchFunction } from './alert-function';
import { servicesInMemory } from './alerting-in-memory';
import { generatedRecords, rowOf } from './generated-rows';
import { latestOf, streamBatches } from './stream-batches';

/** What the state may be asked for a match, without the marks of told alerts. */
interface Bounds {
  readonly writes: number;
  readonly reads: number;
}

const ONE_BY_ONE: Bounds = { writes: 1, reads: 3 };
const IN_GROUPS: Bounds = { writes: 0.3, reads: 0.6 };

/** Events that come one by one. */
const FEW = 1_000;

/** Matches that come in batches of a hundred, in twenty groups each. */
const BATCHES = 5;
const MATCHES = 100;
const GROUPS = 20;

/** Says what correlations ask of their state in DynamoDB for a match, and whether it is within bounds. */
export async function areCallsFew(rules: BenchRules, rows: readonly EventRow[]): Promise<boolean> {
  const one = await callsOf('one by one', rules, rows.slice(0, FEW), 1, ONE_BY_ONE);
  const many = await callsOf(
    `in batches of ${MATCHES} events in ${GROUPS} groups`,
    rules,
    rowsInGroups(),
    MATCHES,
    IN_GROUPS,
  );
  return one && many;
}

async function callsOf(
  name: string,
  rules: BenchRules,
  rows: readonly EventRow[],
  batchRows: number,
  most: Bounds,
): Promise<boolean> {
  const tables = await startEmbeddedDynamoDb();
  try {
    await createLocalAlertState(tables);
    const calls = new StateCalls(tables.client);
    const now = latestOf(rows);
    const correlationState = new DynamoDbCorrelationState(tables.client, LOCAL_ALERT_STATE_TABLE, now);
    const { run, counts } = benchFunction({ ...servicesInMemory(rows), correlationState }, rules, now);
    await run(streamBatches(rows, batchRows));
    const a = (number: number) => number / counts.matches;
    const [writes, reads] = [a(calls.writes - calls.told), a(calls.reads - calls.told)];
    process.stdout.write(
      `${counts.matches} matches ${name}: ${writes.toFixed(2)} writes a match (at most ${most.writes}) and ${reads.toFixed(2)} reads (at most ${most.reads}), beside one of each for each of ${calls.told} alerts; ${a(calls.writeUnits).toFixed(2)} and ${a(calls.readUnits).toFixed(2)} units with these\n`,
    );
    return writes <= most.writes && reads <= most.reads;
  } finally {
    await tables.close();
  }
}

/** Events that count, of so many accounts in turns, a second apart. */
function rowsInGroups(): readonly EventRow[] {
  const template = generatedRecords(FEW).find(({ eventName }) => eventName === 'StartSession') ?? {};
  const start = Date.parse('2026-03-02T01:00:00Z');
  return Array.from({ length: BATCHES * MATCHES }, (_, at) => {
    const eventTime = new Date(start + at * 1000).toISOString().replace('.000', '');
    const eventID = `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`;
    return rowOf({ ...template, eventTime, eventID, recipientAccountId: String(100_000_000_000 + (at % GROUPS)) });
  });
}
