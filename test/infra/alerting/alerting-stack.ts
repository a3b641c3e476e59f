import { type App, Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Alerting } from '../../../lib/infra/alerting/alerting';
import { readConfiguration } from '../../../lib/infra/settings/configuration';
import { AuditTables } from '../../../lib/infra/tables/audit-tables';
import { TableKey } from '../../../lib/infra/tables/table-key';
import { TEST_CONTEXT } from '../synthesized-stack';

export const EXISTING_TOPIC = 'arn:aws:sns:eu-central-1:111122223333:security';
export const BUS = 'arn:aws:events:eu-central-1:111122223333:event-bus/security';
export const FOREIGN_BUS = 'arn:aws:events:us-east-1:444455556666:event-bus/alerts';
export const FUNCTION = 'arn:aws:lambda:eu-central-1:111122223333:function:on-alert';
export const FUNCTION_ELSEWHERE = 'arn:aws:lambda:us-east-1:444455556666:function:on-alert';
export const QUEUE = 'arn:aws:sqs:eu-central-1:111122223333:alerts';

const CONTEXT = {
  ...TEST_CONTEXT,
  'ssm-audit:alertWindowMinutes': 30,
  'ssm-audit:rules': { levels: { '18ec0e3e-6931-45d0-82c8-636fa573b67e': 'critical' } },
  'ssm-audit:alertTopics': [
    {
      name: 'documents',
      events: ['DeleteDocument'],
      subscribers: ['security@example.com', 'https://example.com/hook', QUEUE, FUNCTION, FUNCTION_ELSEWHERE],
    },
    { name: 'severe', minimumLevel: 'high', topicArn: EXISTING_TOPIC },
    { name: 'chat', minimumLevel: 'high', format: 'chat' },
    { name: 'bus', minimumLevel: 'high', eventBusArn: BUS },
    { name: 'another', events: ['*'], eventBusArn: BUS },
    { name: 'foreign', events: ['*'], eventBusArn: FOREIGN_BUS },
  ],
};

/** Tables and alerting alone, with a topic of each kind and a subscriber of each. */
export function alertingStack(app: App): Stack {
  const stack = new Stack(app, 'audit', { env: { account: '111122223333', region: 'eu-central-1' } });
  const writer = new Role(stack, 'Writer', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  const tableKey = new TableKey(undefined);
  const tables = new AuditTables(stack, 'Tables', { termsWriters: [], writers: [writer], key: tableKey });
  new Alerting(stack, 'Alerting', { tables, tableKey, keepers: [], configuration: readConfiguration(CONTEXT) });
  return stack;
}
