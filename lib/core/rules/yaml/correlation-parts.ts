import { DocumentError } from './document-error';
import { entryOf, optionalText, textOf } from './document-fields';
import type { YamlEntry, YamlMap, YamlNode } from './yaml-document';

/** How many fields are counted or remembered together. */
export const MOST_FIELDS = 3;

/** The line to blame for a key. */
export function lineOf(map: YamlMap, key: string): number {
  return entryOf(map, key)?.line ?? map.line;
}

/** Refuses what a map has beside known keys, each named: what is not understood is not ignored. */
export function refuseOthers(
  map: YamlMap,
  known: readonly string[],
  reasons: ReadonlyMap<string, string> = NONE,
): void {
  for (const { key, line } of map.entries) {
    const reason = reasons.get(key);
    if (reason !== undefined) throw new DocumentError(line, `${key}: ${reason}`);
    if (!known.includes(key)) throw new DocumentError(line, `${key}: unknown, expected one of ${known.join(', ')}`);
  }
}

const NONE: ReadonlyMap<string, string> = new Map();

/** A text or a list of texts under a key, each once and at most so many; empty where the key is absent or empty. */
export function textsUnder(map: YamlMap, key: string, most: number): readonly string[] {
  const entry = entryOf(map, key);
  if (entry === undefined) return [];
  const nodes = nodesIn(entry.value);
  const texts = nodes.flatMap((node) => textOf(node) ?? []);
  if (texts.length !== nodes.length) throw new DocumentError(entry.line, `${key}: expected texts`);
  if (new Set(texts).size !== texts.length) throw new DocumentError(entry.line, `${key}: expected each once`);
  if (texts.length > most) throw new DocumentError(entry.line, `${key}: ${texts.length}, expected at most ${most}`);
  return texts;
}

function nodesIn(node: YamlNode): readonly YamlNode[] {
  if (node.kind === 'list') return node.items;
  return node.kind === 'scalar' && node.value === null ? [] : [node];
}

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400 };

/** A span of time (`10m`) in seconds; undefined where the key is absent. Throws a `DocumentError` outside the bounds. */
export function secondsUnder(map: YamlMap, key: string, least: number, mostDays: number): number | undefined {
  const text = optionalText(map, key);
  if (text === undefined) return undefined;
  const [, count = '', unit = ''] = /^(\d{1,9})([smhd])$/.exec(text) ?? [];
  const seconds = Number(count) * (SECONDS[unit] ?? Number.NaN);
  if (seconds >= least && seconds <= mostDays * 86_400) return seconds;
  const line = entryOf(map, key)?.line ?? map.line;
  throw new DocumentError(
    line,
    `${key} ${JSON.stringify(text)}: expected a number with s, m, h or d, from ${least}s up to ${mostDays}d`,
  );
}

/** A yes or no under a key; no where it is absent. */
export function flagUnder(map: YamlMap, key: string): boolean {
  const entry = entryOf(map, key);
  if (entry === undefined) return false;
  const value = entry.value.kind === 'scalar' ? entry.value.value : undefined;
  const text = typeof value === 'string' ? value.toLowerCase() : value;
  if (text === true || text === 'true') return true;
  if (text === false || text === 'false' || text === null) return false;
  throw new DocumentError(entry.line, `${key}: expected true or false`);
}

/** The map under a key; undefined where the key is absent. */
export function optionalMap(map: YamlMap, key: string): YamlMap | undefined {
  const entry: YamlEntry | undefined = entryOf(map, key);
  if (entry === undefined || (entry.value.kind === 'scalar' && entry.value.value === null)) return undefined;
  if (entry.value.kind === 'map') return entry.value;
  throw new DocumentError(entry.line, `${key}: expected a map`);
}
