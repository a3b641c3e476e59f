import { Token } from 'aws-cdk-lib';
import { ALERT_CONTEXT_KEYS, type AlertConfiguration } from '../../core/alerts/configuration/alert-configuration';
import { ConfigurationError } from '../settings/configuration';

/**
 * The topics and overrides as the function reads them: the given context keys, without what only the deployment needs.
 * People who may read the configuration of a function do not see the addresses of subscribers.
 */
export function alertConfigurationJson({ topics, overrides }: AlertConfiguration): string {
  const [topicsKey, rulesKey] = ALERT_CONTEXT_KEYS;
  return JSON.stringify({
    [topicsKey]: topics.map(({ subscribers: _, topicArn: __, ...selection }) => withoutEmptyLists(selection)),
    [rulesKey]: { disabled: overrides.disabled, levels: Object.fromEntries(overrides.levels) },
  });
}

function withoutEmptyLists(selection: object): object {
  const entries = Object.entries(selection).filter(([, value]) => !Array.isArray(value) || value.length > 0);
  return Object.fromEntries(entries);
}

/** The most bytes of all variables of a function, names and values (Lambda developer guide: quotas). */
const MAX_ENVIRONMENT_BYTES = 4096;

/**
 * What the deployment adds to the name of a stack and a construct. An ARN or a URL has the partition, region and
 * account. A physical name has the path of the construct and random characters.
 */
const DEPLOYED_VALUE_BYTES = 110;

/**
 * Throws `ConfigurationError` if the variables are larger than Lambda takes, which a deployment would report only after
 * minutes. `topicArns` are the ARNs by name in one of the variables. What only the deployment knows is estimated.
 */
export function refuseTooLarge(
  variables: { readonly [name: string]: string },
  topicArns: Readonly<Record<string, string>>,
  stackName: string,
): void {
  const unknownBytes = stackName.length + DEPLOYED_VALUE_BYTES;
  const sizes = Object.entries(variables).map(([name, value]) => name.length + bytesOf(value, unknownBytes));
  const arns = Object.entries(topicArns).map(([name, arn]) => 2 * name.length + bytesOf(arn, unknownBytes));
  const bytes = [...sizes, ...arns].reduce((sum, each) => sum + each, 0);
  if (bytes > MAX_ENVIRONMENT_BYTES) throw new ConfigurationError([tooLarge(bytes)]);
}

function bytesOf(value: string, unknownBytes: number): number {
  return Token.isUnresolved(value) ? unknownBytes : Buffer.byteLength(value);
}

function tooLarge(bytes: number): string {
  return `context keys ${ALERT_CONTEXT_KEYS.join(' and ')} make the environment of the alert function about ${bytes} bytes: expected at most ${MAX_ENVIRONMENT_BYTES}; use fewer topics, or patterns with "*" instead of long lists`;
}
