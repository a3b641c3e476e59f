import type { JsonObject } from '../record/json';
import type { RecordText } from './record-json';

/** More names than records of calls have: of a record with more, whoever asks has to look at it. */
const MOST_NAMES = 120;
const MOST_CHARACTERS = 2_000;

/**
 * The names of all fields of a record, at whatever depth, each once, as a JSON list. Records of one call have the same ones,
 * so that they are kept once for many. Undefined if they are too many.
 */
export function recordNames(record: JsonObject): string | undefined {
  const names = new Set<string>();
  const open: object[] = [record];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const isList = Array.isArray(next);
    for (const name of Object.keys(next)) {
      if (!isList) names.add(name);
      const value: unknown = next[name as keyof typeof next];
      if (typeof value === 'object' && value !== null) open.push(value);
    }
    if (names.size > MOST_NAMES) return undefined;
  }
  const text = JSON.stringify([...names]);
  return text.length > MOST_CHARACTERS ? undefined : text;
}

/** What the names of a record's fields tell of it. */
export class RecordNames implements RecordText {
  /** `text` as `recordNames` gives it. */
  constructor(private readonly text: string) {}

  /** Names tell nothing of values. */
  mayContain(): boolean {
    return true;
  }

  mayHaveKey(plain: string): boolean {
    return this.text.includes(`${plain}"`);
  }
}
