import { createHash } from 'node:crypto';

/** Protocols whose endpoints are ARNs. The others are addresses of people, and URLs that may have a password in them. */
const OF_RESOURCES: readonly string[] = ['sqs', 'lambda', 'firehose', 'application'];

/** Hexadecimal digits of a mark: enough to tell the endpoints of a topic apart. */
const DIGITS = 16;

/**
 * How an endpoint is told where others may read it: an ARN as it is, anything else by its hash. SNS shows no password of a
 * URL (SNS API reference: Subscribe), so the mark is of the URL without it, and case does not matter in an email address.
 */
export function endpointMark(protocol: string, endpoint: string): string {
  if (OF_RESOURCES.includes(protocol)) return endpoint;
  const plain = protocol.startsWith('email') ? endpoint.toLowerCase() : endpoint.replace(/^(\w+:\/\/)[^/@]*@/, '$1');
  return `sha256:${createHash('sha256').update(plain).digest('hex').slice(0, DIGITS)}`;
}
