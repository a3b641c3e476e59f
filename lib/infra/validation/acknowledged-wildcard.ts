import { Stack, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * States why the policy of a principal has to name a resource with `*`. cdk-nag wants an acknowledgement of each such
 * resource by the text in its report, where references look like `<LogicalId.Arn>`.
 */
export function acknowledgeWildcard(principal: IConstruct, resourceArn: string, reason: string): void {
  const finding = asFinding(Stack.of(principal).resolve(resourceArn));
  Validations.of(principal).acknowledge({ id: `AwsSolutions-IAM5[Resource::${finding}]`, reason });
}

/** The text of a resolved ARN: a string, a `Ref`, a `Fn::GetAtt`, or a `Fn::Join` of these. */
function asFinding(resolved: unknown): string {
  if (typeof resolved !== 'object' || resolved === null) return String(resolved);
  const [intrinsic, argument]: readonly unknown[] = Object.entries(resolved)[0] ?? [];
  if (intrinsic === 'Fn::Join' && Array.isArray(argument) && Array.isArray(argument[1])) {
    return argument[1].map(asFinding).join(String(argument[0]));
  }
  return `<${Array.isArray(argument) ? argument.join('.') : String(argument)}>`;
}
