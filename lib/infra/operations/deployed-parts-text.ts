import { Aws, Stack, Token } from 'aws-cdk-lib';
import { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { CfnEventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { CfnSubscription } from 'aws-cdk-lib/aws-sns';
import { CfnQueuePolicy, Queue } from 'aws-cdk-lib/aws-sqs';
import type { IConstruct } from 'constructs';
import { DEPLOYED_PARTS, type DeployedPartsText, OWN_RESOURCE } from '../../core/guard/deployed-parts';
import { endpointMark } from '../../core/guard/endpoint-mark';

/** A table or a queue with the statements of its policy, as text by which equal ones are found. */
interface PoliciedPart {
  readonly arn: string;
  readonly statements: readonly string[];
}

/** Some of the parts. */
interface Parts extends Pick<DeployedPartsText, 'subscriptions' | 'mappings'> {
  readonly policied: readonly PoliciedPart[];
}

/** The longest input of a target (EventBridge API reference: Target). */
const MOST_BYTES = 8_192;

/** What the deployment makes of a reference, beside the name of the stack: an ARN with the path of a construct. */
const REFERENCE_BYTES = 110;
const REFERENCE = /\$\{Token\[[^\]]*\]\}/g;

/**
 * What a template says of the parts that the hourly check compares, with references that the deployment resolves. Where one
 * input of a schedule does not hold it, it is several.
 */
export function deployedPartsTexts(audit: IConstruct): readonly DeployedPartsText[] {
  const texts: DeployedPartsText[] = [];
  let parts: Parts = { policied: [], subscriptions: [], mappings: [] };
  for (const part of singleParts(audit)) {
    const more = joined(parts, part);
    const isTooMuch = bytesOf(audit, textOf(more)) > MOST_BYTES;
    if (isTooMuch) texts.push(textOf(parts));
    parts = isTooMuch ? part : more;
  }
  return [...texts, textOf(parts)];
}

function textOf({ policied, subscriptions, mappings }: Parts): DeployedPartsText {
  const arns = policied.map(({ arn }) => arn);
  return { account: Aws.ACCOUNT_ID, policied: arns, statements: sharedStatements(policied), subscriptions, mappings };
}

function bytesOf(audit: IConstruct, text: DeployedPartsText): number {
  const reference = '-'.repeat(REFERENCE_BYTES + Stack.of(audit).stackName.length);
  return Buffer.byteLength(JSON.stringify({ [DEPLOYED_PARTS]: text }).replace(REFERENCE, reference));
}

function joined(one: Parts, other: Parts): Parts {
  return {
    policied: [...one.policied, ...other.policied],
    subscriptions: [...one.subscriptions, ...other.subscriptions],
    mappings: [...one.mappings, ...other.mappings],
  };
}

function singleParts(audit: IConstruct): readonly Parts[] {
  const none: Parts = { policied: [], subscriptions: [], mappings: [] };
  return [
    ...policiedParts(audit).map((each) => ({ ...none, policied: [each] })),
    ...found(audit, isSubscription).map((each) => ({ ...none, subscriptions: [subscription(each)] })),
    ...found(audit, isMapping).map((each) => ({ ...none, mappings: [mapping(Stack.of(audit), each)] })),
  ];
}

function subscription({ topicArn, protocol, endpoint = '' }: CfnSubscription): Parts['subscriptions'][number] {
  return { topicArn, protocol, endpoint: endpointMark(protocol, endpoint) };
}

function mapping(stack: Stack, { ref: uuid, functionName, batchSize = 0, filterCriteria }: CfnEventSourceMapping) {
  const filters: readonly { readonly pattern: string }[] = stack.resolve(filterCriteria)?.filters ?? [];
  return { uuid, functionName, batchSize, filters: filters.map(({ pattern }) => JSON.parse(pattern)) };
}

/** The ARNs of what the check looks at, by the action that looks. */
export function lookedAt(audit: IConstruct): ReadonlyMap<string, readonly string[]> {
  return new Map([
    ['dynamodb:GetResourcePolicy', found(audit, isTable).map(({ tableArn }) => tableArn)],
    ['sqs:GetQueueAttributes', found(audit, isQueue).map(({ queueArn }) => queueArn)],
    ['sns:ListSubscriptionsByTopic', [...new Set(found(audit, isSubscription).map(({ topicArn }) => topicArn))]],
    ['lambda:GetEventSourceMapping', found(audit, isMapping).map((each) => each.attrEventSourceMappingArn)],
  ]);
}

function policiedParts(audit: IConstruct): readonly PoliciedPart[] {
  const tables = found(audit, isTable).map(({ tableArn: arn, resourcePolicy: document }) => ({ arn, document }));
  const queues = found(audit, isQueue).map((queue) => ({ arn: queue.queueArn, document: documentOf(queue) }));
  return [...tables, ...queues].flatMap(({ arn, document }) =>
    document === undefined ? [] : [{ arn, statements: statementsOf(Stack.of(audit), arn, document) }],
  );
}

function documentOf(queue: Queue): unknown {
  return queue.node.findAll().find((each) => CfnQueuePolicy.isCfnQueuePolicy(each))?.policyDocument;
}

/** Each statement once, because most queues share one, and the input of a schedule is short. */
function sharedStatements(policied: readonly PoliciedPart[]): DeployedPartsText['statements'] {
  return [...new Set(policied.flatMap(({ statements }) => statements))].map((text) => ({
    of: policied.flatMap(({ statements }, place) => (statements.includes(text) ? [place] : [])),
    statement: JSON.parse(text, asReference),
  }));
}

/** What CloudFormation resolves stays a reference inside of JSON. */
function asReference(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const [name = '', ...others] = Object.keys(value);
  return others.length === 0 && (name === 'Ref' || name.startsWith('Fn::')) ? Token.asString(value) : value;
}

function statementsOf(stack: Stack, arn: string, document: unknown): readonly string[] {
  const own = JSON.stringify(stack.resolve(arn));
  const statements: readonly object[] = stack.resolve(document).Statement;
  return statements.map((statement) =>
    JSON.stringify(statement, (key, value) =>
      key === 'Resource' && JSON.stringify(value) === own ? OWN_RESOURCE : value,
    ),
  );
}

function found<Kind extends IConstruct>(
  audit: IConstruct,
  isKind: (each: IConstruct) => each is Kind,
): readonly Kind[] {
  return audit.node.findAll().filter(isKind);
}

const isTable = (each: IConstruct): each is TableV2 => each instanceof TableV2;
const isQueue = (each: IConstruct): each is Queue => each instanceof Queue;
const isSubscription = (each: IConstruct): each is CfnSubscription => CfnSubscription.isCfnSubscription(each);
const isMapping = (each: IConstruct): each is CfnEventSourceMapping =>
  CfnEventSourceMapping.isCfnEventSourceMapping(each);
