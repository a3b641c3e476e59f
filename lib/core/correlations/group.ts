import { hash } from 'node:crypto';
import type { Correlation } from '../rules/correlation';

/** The events of a correlation that count together: those with the same texts at its group-by fields. */
export interface Group {
  /** Equal for the same correlation, the same terms and the same texts. */
  readonly key: string;
  /** In the order of the group-by fields. */
  readonly texts: readonly string[];
}

const KEY_DIGITS = 32;

/** The group of some texts. */
export function groupOf({ id, fingerprint }: Correlation, texts: readonly string[]): Group {
  return { key: digestOf([id, fingerprint, ...texts]), texts };
}

/** A hash of texts, which may be of any length. */
export function digestOf(texts: readonly (string | number)[]): string {
  return hash('sha256', JSON.stringify(texts), 'hex').slice(0, KEY_DIGITS);
}
