import { Stack } from 'aws-cdk-lib';
import type { Construct, IConstruct } from 'constructs';
import type { GuardedStackText } from '../../core/guard/guarded-stack';
import type { LogDelivery } from '../log-delivery/log-delivery';
import type { AuditOptions } from '../settings/configuration';

/** The parts of an audit that have names of their own. */
export interface NamedParts extends LogDelivery, Construct {
  readonly options: AuditOptions & { readonly alarmTopicArn: string };
}

/**
 * What the ingest function and the command line have to know to tell the stack's own resources from others: generated
 * names by how they begin, and the few that somebody else chose. Nothing here refers to a resource that depends on the
 * function.
 */
export function guardedStackText(audit: NamedParts): string {
  const stack = Stack.of(audit);
  const text: GuardedStackText = {
    id: stack.stackId,
    prefix: logicalPrefix(audit),
    known: knownArns(audit),
    logBucket: audit.logs.bucket.bucketName,
  };
  return stack.toJsonString(text);
}

/** What the logical IDs of everything in a construct begin with (CDK developer guide: logical IDs). */
export function logicalPrefix(scope: IConstruct): string {
  const path = scope.node.scopes.slice(Stack.of(scope).node.scopes.length);
  return path.map(({ node }) => node.id.replace(/[^A-Za-z0-9]/g, '')).join('');
}

/** The ARNs of what somebody else gave a name. */
export function knownArns({ options, trailArn }: NamedParts): readonly string[] {
  const { logKeyArn, topicKeyArn, queueKeyArn, tableKeyArn, deliveryTopicArn, alarmTopicArn, alerts } = options;
  const topics = alerts.topics.flatMap(({ topicArn }) => topicArn ?? []);
  const isUsual = options.bucketName === '' && options.trailName === '' && options.managementAccount === '';
  const given = [
    isUsual ? '' : (trailArn ?? ''),
    logKeyArn,
    topicKeyArn,
    queueKeyArn,
    tableKeyArn,
    deliveryTopicArn,
    alarmTopicArn,
  ];
  return [...given.filter((arn) => arn !== ''), ...topics];
}
