import { safeText } from '../text/safe-text';

/** Characters of a wrong value that an error quotes. */
const QUOTED = 60;

/** A names file has something else than expected in a line. */
export class NamesError extends Error {
  /** `line` counts from 1. */
  constructor(line: number, found: string, expected: string) {
    super(`line ${line}: ${found}: expected ${expected}`);
    this.name = 'NamesError';
  }
}

/** A value as an error quotes it: on one line, and no longer than helps. */
export function quoted(value: unknown): string {
  const whole = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
  const text = whole.length > QUOTED ? `${whole.slice(0, QUOTED)}…` : whole;
  return `'${safeText(text)}'`;
}
