import type { ToldName } from '../../core/explorer/told-names';
import type { NameKind } from '../../core/names/name-entry';

const NAMES = new Map<string, string>();

/** Takes note of names. An answer tells each before what has its ID. */
export function rememberNames(names: readonly ToldName[]): void {
  for (const { kind, id, name } of names) NAMES.set(`${kind} ${id}`, name);
}

/** The name of an ID, as the server looked it up. Undefined for one without a name. */
export function lookedUp(kind: NameKind, id: string): string | undefined {
  return NAMES.get(`${kind} ${id}`);
}
