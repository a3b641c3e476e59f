import { isIP } from 'node:net';
import { OUTCOMES } from '../record/outcome';

/** Digits and dots, or colons: an address, a range, or a mistake. Names of services have letters. */
const LIKE_AN_ADDRESS = /^[\d./]+$|:/;

/** What is wrong with a source address. */
export function addressMistake(address: string): string | undefined {
  if (!LIKE_AN_ADDRESS.test(address) || isIP(address) !== 0) return undefined;
  return `--source-ip '${address}' is not an address: expected one IPv4 or IPv6 address, or the name of a service such as ssm.amazonaws.com; for a range use --where 'sourceIPAddress|cidr=203.0.113.0/24'`;
}

/** What is wrong with an outcome. */
export function outcomeMistake(outcome: string): string | undefined {
  if (OUTCOMES.some((each) => each === outcome)) return undefined;
  return `--outcome '${outcome}' is no outcome: expected ${OUTCOMES.slice(0, -1).join(', ')} or ${OUTCOMES.at(-1)}`;
}
