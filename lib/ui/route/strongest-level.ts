import type { RaisedAlert } from './raised-alert';

/** Levels of rules, the weakest first (Sigma specification 2.0: Level). */
const LEVELS = ['informational', 'low', 'medium', 'high', 'critical'];

/** The strongest level that catches each event, by the reference to it. */
export function strongestByRef(alerts: readonly Pick<RaisedAlert, 'refs' | 'level'>[]): ReadonlyMap<string, string> {
  const strongest = new Map<string, string>();
  for (const { refs, level } of alerts) {
    for (const ref of refs) if (rankOf(level) > rankOf(strongest.get(ref))) strongest.set(ref, level);
  }
  return strongest;
}

/** How strong a level is; -1 for none. */
export function rankOf(level: string | undefined): number {
  return level === undefined ? -1 : LEVELS.indexOf(level);
}
