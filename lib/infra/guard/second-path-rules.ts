import { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { generatedPrefix } from './guarded-names';

/** The ID of the second path in its audit. */
export const SECOND_PATH = 'SecondPath';

/** The ARNs of its rules, as a pattern for policies: their names begin with the path of the construct. */
export function secondPathRules(audit: IConstruct): string {
  const stack = Stack.of(audit);
  return stack.formatArn({
    service: 'events',
    resource: 'rule',
    resourceName: `${generatedPrefix(audit, SECOND_PATH)}*`,
  });
}
