import { Stack, Token } from 'aws-cdk-lib';
import type { Construct, IConstruct } from 'constructs';
import type { GuardedKind } from '../../core/guard/guarded-call';
import { CERTAIN_LENGTH } from '../../core/guard/own-name';
import { logicalPrefix, type NamedParts } from './guarded-stack-text';

/**
 * A value in an event pattern: itself, or what begins with it, in either case if need be, ends with it or is like it
 * (EventBridge user guide: comparison operators).
 */
export type PatternValue =
  | string
  | { readonly prefix: string | { readonly 'equals-ignore-case': string } }
  | { readonly suffix: string }
  | { readonly wildcard: string };

/** The names and ARNs of the stack's resources of each kind, as an event pattern tests them. */
export type GuardedNames = { readonly [kind in GuardedKind]: readonly PatternValue[] };

/**
 * How records name the stack's resources. A pattern is short, so generated names are tested by how they begin: it may take
 * a resource of another stack for one of this, if the other's name begins with this one's and a hyphen, or shares the
 * first twenty characters of a long one.
 */
export function guardedNames(audit: NamedParts): GuardedNames {
  const { options, trailArn, logs } = audit;
  const { region, account, partition } = Stack.of(audit);
  const generated = generatedPrefix(audit);
  const name = Stack.of(audit).stackName;
  const topics = [options.deliveryTopicArn, options.alarmTopicArn].filter(isGiven);
  const ofBucket = Token.isUnresolved(generated) ? [] : [{ prefix: generated.toLowerCase() }];
  return {
    trail: trailArn === undefined ? [] : [trailArn, trailArn.slice(trailArn.lastIndexOf('/') + 1)],
    bucket: [...ofBucket, logs.bucket.bucketName],
    topic: [begun(audit, 'sns', generated), ...topics.map((prefix) => ({ prefix }))],
    // Any host may lead to the service, such as an endpoint of one's own.
    queue: [begun(audit, 'sqs', generated), { wildcard: `*/${account}/${generated}*` }],
    function: [
      { prefix: generated },
      begun(audit, 'lambda', `function:${generated}`),
      ...['function:', `${account}:`, `${account}:function:`].map((before) => ({ prefix: `${before}${generated}` })),
      ...[`${region}:${account}:`, `${region}:${account}:function:`].map((before) => ({
        prefix: `${before}${generated}`,
      })),
    ],
    table: [{ prefix: generated }, begun(audit, 'dynamodb', `table/${generated}`)],
    // Both the ID and the ARN end with it.
    key: keyIds(audit).map((suffix) => ({ suffix })),
    alarm: [{ prefix: `${name}-` }],
    dashboard: [name],
    rule: [{ prefix: generated }],
    logGroup: [{ prefix: generated }, begun(audit, 'logs', `log-group:${generated}`)],
    // IAM distinguishes no capitals.
    role: [inEitherCase(generated), inEitherCase(`arn:${partition}:iam::${account}:role/${generated}`)],
    policy: [inEitherCase(`arn:${partition}:iam::${account}:policy/${generated}`)],
    stack: [name, begun(audit, 'cloudformation', `stack/${name}/`)],
  };
}

/** The IDs of the keys of one's own. */
export function keyIds({ options }: NamedParts): readonly string[] {
  const arns = [options.logKeyArn, options.topicKeyArn, options.queueKeyArn, options.tableKeyArn].filter(isGiven);
  return [...new Set(arns.map((arn) => arn.slice(arn.lastIndexOf('/') + 1)))];
}

/**
 * What generated names begin with in a construct, or in a child of it, as far as CloudFormation is certain not to shorten
 * it.
 */
export function generatedPrefix(scope: IConstruct, child = ''): string {
  const { stackName } = Stack.of(scope);
  if (!Token.isUnresolved(stackName) && stackName.length > CERTAIN_LENGTH) return stackName.slice(0, CERTAIN_LENGTH);
  return `${stackName}-${`${logicalPrefix(scope)}${child}`.slice(0, CERTAIN_LENGTH)}`;
}

function begun(scope: Construct, service: string, resource: string): PatternValue {
  const { partition, region, account } = Stack.of(scope);
  return { prefix: `arn:${partition}:${service}:${region}:${account}:${resource}` };
}

function inEitherCase(text: string): PatternValue {
  return { prefix: { 'equals-ignore-case': text } };
}

function isGiven(arn: string): boolean {
  return arn !== '';
}
