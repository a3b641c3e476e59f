import type { Tables } from '../lib/adapters/dynamodb/dynamodb-tables';
import { eventReading } from '../lib/adapters/dynamodb/event-reading';
import { type FindDependencies, findEvents } from '../lib/app/ask/find-events';
import type { EventQuery } from '../lib/core/query/event-query';
import { planned } from '../lib/core/query/planned-query';

/** A question that no key answers, so that it reads every catalogued partition, and the read units that it may take. */
export interface WideQuestion {
  readonly asked: string;
  readonly query: Partial<EventQuery>;
  readonly mostUnits: number;
}

/** What a wide question read. */
export interface WideMeasurement extends WideQuestion {
  readonly events: number;
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

/** The questions, with an account and a region that the newest event has. */
export async function wideQuestions(deps: FindDependencies): Promise<readonly WideQuestion[]> {
  const partitions = (await deps.reader.catalogue('')).length;
  const { recipientAccountId = '', awsRegion = '' } = (await newest(deps)) ?? {};
  const narrowed = (asked: string, query: Partial<EventQuery>) => ({ asked, query, mostUnits: MOST_UNITS_NARROWED });
  return [
    { asked: 'no key', query: {}, mostUnits: Math.min(MOST_UNITS, MOST_UNITS_OF_PARTITION * partitions) },
    narrowed('--no-agent', { noAgent: true }),
    narrowed('--writes', { writes: true }),
    narrowed('--account --region', { accounts: [recipientAccountId], regions: [awsRegion] }),
  ];
}

async function newest(deps: FindDependencies) {
  for await (const { event } of findEvents(deps, planned({ limit: 1 }))) return event;
  return undefined;
}

/** Asks a question once, and counts what it read, its catalogue included. */
export async function measureWide(tables: Tables, question: WideQuestion): Promise<WideMeasurement> {
  const { reader, meter } = eventReading(tables);
  let events = 0;
  const asked = planned({ limit: LIMIT, ...question.query });
  for await (const _ of findEvents({ reader, now: () => new Date() }, asked)) events += 1;
  const { queries, unitsByKey } = meter.costs();
  const sum = (count: 'pages' | 'items' | 'readUnits') => queries.reduce((all, query) => all + Number(query[count]), 0);
  return {
    ...question,
    events,
    partitions: queries.length,
    pages: sum('pages'),
    items: sum('items'),
    units: sum('readUnits') + unitsByKey,
  };
}
