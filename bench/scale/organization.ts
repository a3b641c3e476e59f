/** How large an organization is. */
export interface Organization {
  readonly nodes: number;
  readonly accounts: number;
  readonly regions: number;
  /** Log files that CloudTrail delivers in a second, of all services. */
  readonly filesASecond: number;
}

/** What the stack is to bear with documented settings. */
export const AIM: Organization = { nodes: 1_000_000, accounts: 10_000, regions: 17, filesASecond: 5_000 };

/** What a rate grows with. */
export type Driver = Exclude<keyof Organization, 'regions'>;

/** Calls of a kind in a second, and what makes them more. */
export interface Rate {
  readonly driver: Driver;
  /** A second, for one of what drives it. */
  readonly each: number;
}

/** How many calls of a kind there are in a second. */
export function rateOf({ driver, each }: Rate, organization: Organization): number {
  return organization[driver] * each;
}

/**
 * The rank of an account, where shares of calls fall as 1, 1/2, 1/3 … (Zipf): of 10,000 accounts, the busiest has a tenth.
 * `random` is from 0 to 1. The integral of the shares is close to their sum.
 */
export function drawnRank(random: number, accounts: number): number {
  return Math.min(accounts - 1, Math.floor((accounts + 1) ** random) - 1);
}
