import type { WrittenName, WrittenNames } from './name-entry';
import { NamesError, quoted } from './names-error';

const EXPECTED =
  'a list of objects with id, name and kind, such as [{"id": "111122223333", "name": "payments", "kind": "account"}]';

/** The names of a JSON file: a list of objects. Reading them throws `NamesError`. */
export function jsonNames(text: string): WrittenNames {
  let lines: readonly number[] | undefined;
  const lineOf = (place: number) => {
    lines ??= linesOfEntries(text);
    return lines[place] ?? 1;
  };
  return { entries: entriesOf(text, lineOf), lineOf };
}

function* entriesOf(text: string, lineOf: (place: number) => number): Generator<WrittenName> {
  const list = parsed(text);
  if (!Array.isArray(list)) throw new NamesError(1, `no list in ${quoted(list)}`, EXPECTED);
  for (const [place, entry] of (list as readonly unknown[]).entries()) {
    if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) {
      throw new NamesError(lineOf(place), `${quoted(entry)} in the list`, EXPECTED);
    }
    const { id, name, kind } = entry as { readonly [key: string]: unknown };
    yield { id, name, kind, place };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const at = /at position (\d+)/.exec(reason)?.[1];
    const line = text.slice(0, at === undefined ? text.length : Number(at)).split('\n').length;
    throw new NamesError(line, `no JSON (${reason.replace(/^SyntaxError: /, '')})`, EXPECTED);
  }
}

/**
 * The line in which each entry of the outer list begins, of JSON that was parsed before. An entry begins with the first
 * character behind the bracket or a comma of the list that is no blank.
 */
function linesOfEntries(text: string): readonly number[] {
  const lines: number[] = [];
  let [line, depth, isAwaited] = [1, 0, false];
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '\n') line += 1;
    if (isAwaited && !/\s/.test(character)) {
      lines.push(line);
      isAwaited = false;
    }
    if (character === '"') at = endOfText(text, at);
    depth += DEPTHS[character] ?? 0;
    isAwaited ||= depth === 1 && (character === '[' || character === ',');
  }
  return lines;
}

const DEPTHS: Readonly<Record<string, number>> = { '[': 1, '{': 1, ']': -1, '}': -1 };

/** The place of the quote that closes a text of JSON. */
function endOfText(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at;
}
