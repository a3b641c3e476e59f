import { MOST_HOURS_BEHIND } from '../../lib/contract/reconciled-windows';
import type { Driver, Organization } from './organization';

/** A limit, and how near an organization comes to it. */
export interface Load {
  readonly what: string;
  readonly found: number;
  readonly limit: number;
  readonly unit: string;
  readonly driver: Driver;
  /** What one can do about it. */
  readonly remedy: string;
}

/** Write units that a partition takes in a second (DynamoDB developer guide: partition limits). */
export const PARTITION_UNITS = 1_000;

/**
 * Write units that a table or an index takes in a second, unless AWS is asked for more (DynamoDB developer guide: quotas). It
 * can be asked for any number.
 */
export const TABLE_UNITS = 40_000;

/** The most invocations that a mapping of a queue makes at once (Lambda API reference: ScalingConfig). */
export const MOST_CONCURRENCY = 1_000;

/** How many hours a comparison may take: when the next one ends, it is twice as far behind. */
export const RECENT_HOURS = MOST_HOURS_BEHIND.recent / 2;
export const DEEP_HOURS = MOST_HOURS_BEHIND.deep / 2;

/** The share of a limit that a load takes. */
export function shareOf({ found, limit }: Load): number {
  return found / limit;
}

/** At how large an organization a load breaks, as what drives it. */
export function breaksAt(load: Load, organization: Organization): string {
  const size = organization[load.driver] / shareOf(load);
  const names = { nodes: 'nodes', accounts: 'accounts', filesASecond: 'files/s' };
  return `${Math.floor(size).toLocaleString('en-US')} ${names[load.driver]}`;
}
