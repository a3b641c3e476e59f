import {
  ConfigurationValueError,
  indexingOf,
  KEEP_ALL_VARIABLES,
  keptBy,
} from '../../../lib/app/ingest/indexing-configuration';
import type { IngestEnvironment } from '../../../lib/contract/environment';
import { AGENT_PARTITIONS } from '../../../lib/core/rows/agent-partitions';
import { KEEP_USUAL } from '../../../lib/core/rows/kept-records';

describe('indexingOf', () => {
  it('reads retention, spread and extra terms', () => {
    const indexing = indexingOf(
      environment({ SPREAD_EVENTS: 'A=4,B=2', EXTRA_TERMS: 'requestParameters.name,vpcEndpointId' }),
    );
    expect(indexing).toEqual({
      retentionDays: 400,
      agentSpread: new Map([...AGENT_PARTITIONS, ['A', 4], ['B', 2]]),
      packs: true,
      spread: new Map([
        ['A', 4],
        ['B', 2],
      ]),
      extraTerms: ['requestParameters.name', 'vpcEndpointId'],
      kept: KEEP_USUAL,
    });
  });

  it('reads which records are kept', () => {
    const variables = {
      EVENT_SOURCES: 'SSM.amazonaws.com,ssm-sap.amazonaws.com',
      EXCLUDED_EVENTS: 'ListTagsForResource',
      AGENT_TRAFFIC: '7',
      RELATED: 'false',
      NEIGHBOURS: 'ecs-exec',
    };
    expect(indexingOf(environment(variables)).kept).toEqual({
      eventSources: new Set(['ssm.amazonaws.com', 'ssm-sap.amazonaws.com']),
      excludedEvents: new Set(['ListTagsForResource']),
      agentTraffic: 7,
      related: false,
      neighbours: new Set(['ecs-exec']),
    });
    expect(() => indexingOf(environment({ NEIGHBOURS: 'ecs-exec,eks' }))).toThrow(
      "NEIGHBOURS is 'ecs-exec,eks': expected ecs-exec,instance-connect",
    );
    expect(indexingOf(environment({ AGENT_TRAFFIC: 'leave-out' })).kept.agentTraffic).toBe('leave-out');
    expect(keptBy({ KeptRecords: JSON.stringify(variables) })).toEqual(indexingOf(environment(variables)).kept);
  });

  it("spreads the agent's calls as is built in, and further where that is configured", () => {
    const { agentSpread } = indexingOf(environment({ SPREAD_EVENTS: 'UpdateInstanceInformation=2,PutInventory=64' }));
    expect(agentSpread?.get('UpdateInstanceInformation')).toBe(16);
    expect(agentSpread?.get('PutInventory')).toBe(64);
    expect(indexingOf(environment({})).agentSpread).toEqual(AGENT_PARTITIONS);
  });

  it('reads nothing as none', () => {
    expect(indexingOf(environment({}))).toMatchObject({ spread: new Map(), extraTerms: [] });
  });

  it.each([
    [{ RETENTION_DAYS: '0' }, "RETENTION_DAYS is '0': expected a whole number from 1"],
    [{ RETENTION_DAYS: '1e3' }, 'RETENTION_DAYS'],
    [{ RETENTION_DAYS: '' }, 'RETENTION_DAYS'],
    [{ SPREAD_EVENTS: 'A' }, "SPREAD_EVENTS is 'A'"],
    [{ SPREAD_EVENTS: 'A=1=2' }, 'SPREAD_EVENTS'],
    [{ SPREAD_EVENTS: '=2' }, 'SPREAD_EVENTS'],
    [{ SPREAD_EVENTS: 'A=-1' }, 'SPREAD_EVENTS'],
    [{ AGENT_TRAFFIC: 'sometimes' }, 'AGENT_TRAFFIC'],
    [{ RELATED: 'yes' }, "RELATED is 'yes': expected true or false"],
  ])('refuses %j', (wrong, message) => {
    expect(() => indexingOf(environment(wrong))).toThrow(ConfigurationValueError);
    expect(() => indexingOf(environment(wrong))).toThrow(message);
  });
});

function environment(overrides: Partial<IngestEnvironment>): IngestEnvironment {
  return {
    EVENTS_TABLE_NAME: 'e',
    TERMS_TABLE_NAME: 't',
    DELIVERIES_TABLE_NAME: 'd',
    LOG_BUCKET_NAME: 'b',
    LOG_BUCKET_REGION: 'us-east-1',
    LOG_BUCKET_OWNER: '111122223333',
    LOG_PREFIX: '',
    BACKFILL_QUEUE_ARN: 'arn:aws:sqs:us-east-1:111122223333:backfill',
    BACKFILL_QUEUE_URL: 'https://sqs.us-east-1.amazonaws.com/111122223333/backfill',
    RETENTION_DAYS: '400',
    SPREAD_EVENTS: '',
    EXTRA_TERMS: '',
    ...KEEP_ALL_VARIABLES,
    GUARDED_STACK: '',
    STACK_NAME: 'ssm-audit',
    ...overrides,
  };
}
