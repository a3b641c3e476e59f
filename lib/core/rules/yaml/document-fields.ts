import { DocumentError } from './document-error';
import type { YamlEntry, YamlMap, YamlNode } from './yaml-document';

/** The entry of a map with this key, or undefined. */
export function entryOf(map: YamlMap, key: string): YamlEntry | undefined {
  return map.entries.find((entry) => entry.key === key);
}

/** The text under a key. Throws a `DocumentError` if there is none, or something else. */
export function requiredText(map: YamlMap, key: string): string {
  const text = optionalText(map, key);
  if (text !== undefined) return text;
  throw new DocumentError(map.line, `${key}: missing, expected text`);
}

/**
 * The text under a key, or undefined if there is none. An empty key counts as absent, and public rules rely on that.
 * Throws a `DocumentError` for anything else.
 */
export function optionalText(map: YamlMap, key: string): string | undefined {
  const entry = entryOf(map, key);
  if (entry === undefined || isEmpty(entry.value)) return undefined;
  const text = textOf(entry.value);
  if (text === undefined) throw new DocumentError(entry.line, `${key}: expected text`);
  return text;
}

/**
 * The list of texts under a key, empty if there is none. Leaves out empty elements. Throws a `DocumentError` for
 * anything else.
 */
export function optionalTexts(map: YamlMap, key: string): readonly string[] {
  const entry = entryOf(map, key);
  if (entry === undefined || isEmpty(entry.value)) return [];
  const { value } = entry;
  const texts = value.kind === 'list' ? value.items.filter((item) => !isEmpty(item)).map(textOf) : [undefined];
  if (texts.every((text) => text !== undefined)) return texts;
  throw new DocumentError(entry.line, `${key}: expected a list of texts`);
}

/** The map under a key. Throws a `DocumentError` if there is none, or something else. */
export function requiredMap(map: YamlMap, key: string): YamlMap {
  const entry = entryOf(map, key);
  if (entry?.value.kind === 'map') return entry.value;
  throw new DocumentError(entry?.line ?? map.line, `${key}: ${entry === undefined ? 'missing, ' : ''}expected a map`);
}

/**
 * Text of a closed set under a key, in any letter case, or undefined if there is none. For any other value, throws a
 * `DocumentError` that names the set.
 */
export function optionalChoice<T extends string>(map: YamlMap, key: string, choices: readonly T[]): T | undefined {
  const text = optionalText(map, key);
  const choice = choices.find((each) => each === text?.toLowerCase());
  if (text === undefined || choice !== undefined) return choice;
  const line = entryOf(map, key)?.line ?? map.line;
  throw new DocumentError(line, `${key} ${JSON.stringify(text)}: expected one of ${choices.join(', ')}`);
}

function isEmpty(node: YamlNode): boolean {
  if (node.kind === 'list') return node.items.length === 0;
  return node.kind === 'scalar' && (node.value === null || textOf(node)?.trim() === '');
}

/** The text of a scalar. Numbers keep their original text, because an identifier may have only digits. */
export function textOf(node: YamlNode): string | undefined {
  if (node.kind !== 'scalar' || node.value === null || typeof node.value === 'boolean') return undefined;
  return typeof node.value === 'string' ? node.value : node.value.written;
}
