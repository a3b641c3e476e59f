import type { DeployedStack } from './deployed-stack';
import type { Emulator } from './emulator';

/** How to list what there is of each type that a stack could leave, by its physical names. */
const LISTS: Readonly<Record<string, readonly string[]>> = {
  'AWS::DynamoDB::GlobalTable': ['dynamodb', 'list-tables', '--query', 'TableNames'],
  'AWS::S3::Bucket': ['s3api', 'list-buckets', '--query', 'Buckets[].Name'],
  'AWS::SQS::Queue': ['sqs', 'list-queues', '--query', 'QueueUrls'],
  'AWS::SNS::Topic': ['sns', 'list-topics', '--query', 'Topics[].TopicArn'],
  'AWS::Lambda::Function': ['lambda', 'list-functions', '--query', 'Functions[].FunctionName'],
  'AWS::Logs::LogGroup': ['logs', 'describe-log-groups', '--query', 'logGroups[].logGroupName'],
  'AWS::CloudWatch::Alarm': ['cloudwatch', 'describe-alarms', '--query', 'MetricAlarms[].AlarmName'],
  'AWS::IAM::Role': ['iam', 'list-roles', '--query', 'Roles[].RoleName'],
  'AWS::Glue::Database': ['glue', 'get-databases', '--query', 'DatabaseList[].Name'],
  'AWS::Athena::WorkGroup': ['athena', 'list-work-groups', '--query', 'WorkGroups[].Name'],
  'AWS::Events::Rule': ['events', 'list-rules', '--query', 'Rules[].Name'],
};

/** The resources of a stack that are still there: types with how many. */
export function leftovers(emulator: Emulator, stack: DeployedStack): Readonly<Record<string, number>> {
  const counts = Object.entries(LISTS).map(([type, list]) => {
    const there: readonly string[] = JSON.parse(emulator.aws([...list, '--output', 'json'])) ?? [];
    const own = Object.values(stack.resourcesOf(type));
    return [type, there.filter((name) => own.includes(name)).length] as const;
  });
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}
