import { hash } from 'node:crypto';
import type { PackTitle } from './pack-title';
import { type CompiledPack, PackRules } from './rule-pack';

/** Digits of a fingerprint: packs of one project are few, and nobody gains by two that meet. */
const FINGERPRINT_DIGITS = 16;

/**
 * What a pack is known by.
 *
 * @param judge the code that judges events by the pack, as far as it decides what rules catch
 */
export function makePackTitle(pack: CompiledPack, judge: string): PackTitle {
  const rules = new PackRules(pack).for({}).map(({ id, title, level }) => ({ id, title, level }));
  return { fingerprint: hash('sha256', JSON.stringify([pack, judge]), 'hex').slice(0, FINGERPRINT_DIGITS), rules };
}
