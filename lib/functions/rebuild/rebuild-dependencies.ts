import { Logger } from '@aws-lambda-powertools/logger';
import { dynamoDbClient, type Tables } from '../../adapters/dynamodb/dynamodb-tables';
import { DynamoDbTermReader } from '../../adapters/dynamodb/dynamodb-term-reader';
import { eventReading } from '../../adapters/dynamodb/event-reading';
import { DynamoDbRebuildStates } from '../../adapters/dynamodb/rebuild/dynamodb-rebuild-states';
import { DynamoDbTermWriter } from '../../adapters/dynamodb/rebuild/dynamodb-term-writer';
import { termsIndexingOf } from '../../app/ingest/indexing-configuration';
import { Pace } from '../../app/rebuild/pace';
import type { RebuildEnvironment } from '../../contract/environment';
import { functionMetrics } from '../function-metrics';
import { REQUEST_SETTINGS, type ServiceSettings } from '../service-settings';
import type { RebuildHandlerDependencies } from './rebuild-handler';
import { RebuildReport } from './rebuild-report';

/** The name of the function in its log and its metrics. */
const SERVICE = 'rebuild-terms';

/**
 * The most Terms rows that a rebuild puts in a second: half of what one partition takes (1,000 units, DynamoDB developer
 * guide), so that ingestion, which writes the same table, always has the other half.
 */
const TERMS_A_SECOND = 500;

/** The dependencies of the function that rebuilds Terms, from its environment. */
export function rebuildDependencies(
  environment: RebuildEnvironment,
  settings: Pick<ServiceSettings, 'dynamodb'> = {},
): RebuildHandlerDependencies {
  const { EVENTS_TABLE_NAME: events, TERMS_TABLE_NAME: terms, DELIVERIES_TABLE_NAME: deliveries } = environment;
  const client = dynamoDbClient({ ...REQUEST_SETTINGS, ...settings.dynamodb });
  const tables: Tables = { client, names: { events, terms, deliveries } };
  const metrics = functionMetrics(SERVICE, environment.STACK_NAME);
  return {
    states: new DynamoDbRebuildStates(client, environment.ALERT_STATE_TABLE_NAME),
    reading: (corrupt) => eventReading(tables, corrupt).reader,
    terms: new DynamoDbTermReader(tables),
    writer: new DynamoDbTermWriter(client, terms),
    indexing: termsIndexingOf(environment),
    pace: new Pace(TERMS_A_SECOND),
    now: () => new Date(),
    report: new RebuildReport(new Logger({ serviceName: SERVICE }), metrics),
    flush: () => metrics.publishStoredMetrics(),
  };
}
