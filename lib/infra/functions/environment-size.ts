import { Token } from 'aws-cdk-lib';
import { ConfigurationError } from '../settings/configuration';

/** The most bytes of all variables of a function, names and values (Lambda developer guide: quotas). */
const MAX_ENVIRONMENT_BYTES = 4096;

/**
 * What the deployment adds to the name of a stack and a construct. An ARN or a URL has the partition, region and
 * account. A physical name has the path of the construct and random characters.
 */
const DEPLOYED_VALUE_BYTES = 110;

/** The variable that source maps add. */
const SOURCE_MAPS_BYTES = 'NODE_OPTIONS--enable-source-maps'.length;

/** The environment of a function, and what may make it too large. */
export interface SizedEnvironment {
  readonly variables: { readonly [name: string]: string };
  /** ARNs by name that stand in one of the variables, as JSON. */
  readonly arns?: Readonly<Record<string, string>>;
  readonly stackName: string;
  /** What the problem begins with: the settings that make it large, and the function. */
  readonly culprits: string;
  /** What to do about it. */
  readonly remedy: string;
}

/**
 * Throws `ConfigurationError` if the variables are larger than Lambda takes, which a deployment would report only after
 * minutes. What only the deployment knows is estimated.
 */
export function refuseTooLarge({ variables, arns = {}, stackName, culprits, remedy }: SizedEnvironment): void {
  const unknownBytes = stackName.length + DEPLOYED_VALUE_BYTES;
  const sizes = Object.entries(variables).map(([name, value]) => name.length + bytesOf(value, unknownBytes));
  const named = Object.entries(arns).map(([name, arn]) => 2 * name.length + bytesOf(arn, unknownBytes));
  const bytes = [...sizes, ...named].reduce((sum, each) => sum + each, SOURCE_MAPS_BYTES);
  if (bytes <= MAX_ENVIRONMENT_BYTES) return;
  const problem = `${culprits} about ${bytes} bytes: expected at most ${MAX_ENVIRONMENT_BYTES}; ${remedy}`;
  throw new ConfigurationError([problem]);
}

function bytesOf(value: string, unknownBytes: number): number {
  return Token.isUnresolved(value) ? unknownBytes : Buffer.byteLength(value);
}
