import type { Tables } from '../lib/adapters/dynamodb/dynamodb-tables';
import { eventReading } from '../lib/adapters/dynamodb/event-reading';
import { type FindDependencies, findEvents } from '../lib/app/ask/find-events';
import type { EventQuery } from '../lib/core/query/event-query';
import { planned } from '../lib/core/query/planned-query';

/** A question that reads many partitions or many rows, and the read units that it may take. */
export interface WideQuestion {
  readonly asked: string;
  readonly query: Partial<EventQuery>;
  readonly mostUnits: (events: number) => number;
}

/** What a wide question read. */
export interface WideMeasurement extends Pick<WideQuestion, 'asked'> {
  readonly events: number;
  readonly mostUnits: number;
  readonly partitions: number;
  readonly pages: number;
  readonly items: number;
  readonly units: number;
}

/** What `query` shows where no limit is given. */
const LIMIT = 100;

/** Read units for a hundred rows: in all, for each partition where nothing is left out, and where most rows are. */
const MOST_UNITS = 220;
const MOST_UNITS_OF_PARTITION = 2;
const MOST_UNITS_NARROWED = 450;

/** Read units for each event that a summary counts: a row of an event that is not the agent's own has under three kilobytes. */
const MOST_UNITS_OF_EVENT = 0.5;

/** The questions, with the account, region and role that the newest event of a role has which is not the agent's. */
export async function wideQuestions(deps: FindDependencies): Promise<readonly WideQuestion[]> {
  const partitions = (await deps.reader.catalogue('')).length;
  const { recipientAccountId = '', awsRegion = '', roleArn = '' } = (await newestOfRole(deps)) ?? {};
  const narrowed = (asked: string, query: Partial<EventQuery>) => ({
    asked,
    query,
    mostUnits: () => MOST_UNITS_NARROWED,
  });
  return [
    { asked: 'no key', query: {}, mostUnits: () => Math.min(MOST_UNITS, MOST_UNITS_OF_PARTITION * partitions) },
    narrowed('--no-agent', { noAgent: true }),
    narrowed('--writes', { writes: true }),
    narrowed('--account --region', { accounts: [recipientAccountId], regions: [awsRegion] }),
    { asked: '--role <arn>', query: { roles: [roleArn] }, mostUnits: () => MOST_UNITS },
    {
      asked: 'summary',
      query: { noAgent: true, limit: Number.POSITIVE_INFINITY },
      mostUnits: (events) => MOST_UNITS_OF_EVENT * events,
    },
  ];
}

async function newestOfRole(deps: FindDependencies) {
  for await (const { event } of findEvents(deps, planned({ noAgent: true }))) if (event.roleArn) return event;
  return undefined;
}

/** Asks a question once, and counts what it read, its catalogue included. */
export async function measureWide(tables: Tables, { asked, query, mostUnits }: WideQuestion): Promise<WideMeasurement> {
  const { reader, meter } = eventReading(tables);
  let events = 0;
  const question = planned({ limit: LIMIT, ...query });
  for await (const _ of findEvents({ reader, now: () => new Date() }, question)) events += 1;
  const { queries, unitsByKey } = meter.costs();
  const sum = (count: 'pages' | 'items' | 'readUnits') => queries.reduce((all, query) => all + Number(query[count]), 0);
  return {
    asked,
    events,
    mostUnits: mostUnits(events),
    partitions: queries.length,
    pages: sum('pages'),
    items: sum('items'),
    units: sum('readUnits') + unitsByKey,
  };
}
