import type { Rule } from '../rule';

/** What a table says of a rule that catches an event. */
export type CatchingRule = Pick<Rule, 'id' | 'title' | 'level'>;

/** What a pack is known by, without its rules. */
export interface PackTitle {
  /** Of the rules and of the code that judges by them: where it is the same, so is what they catch. */
  readonly fingerprint: string;
  /** The rules that raise alerts of their own, in the order of the pack. */
  readonly rules: readonly CatchingRule[];
}

/** What a pack is known by, from the bytes of its `packText`, of which it reads the first line alone. */
export function parsePackTitle(pack: Buffer): PackTitle {
  return JSON.parse(pack.toString('utf8', 0, pack.indexOf('\n'))) as PackTitle;
}
