import { containsText } from '../../../core/match/contains';
import { someLeafText } from '../../../core/match/leaf-texts';
import type { EventQuery } from '../../../core/query/event-query';
import { nearValues } from '../../../core/query/near-values';
import type { JsonObject } from '../../../core/record/json';
import { shellWord } from '../../../core/text/shell-word';
import { beginning } from '../../../core/text/shortened-text';
import type { FindDependencies } from '../find-events';
import { newestRecords } from '../newest-records';
import { type EmptyAnswerHint, joined } from './empty-answer-hint';

/** What separates the words of a text, so that a misspelt ticket in a comment is found. */
const BETWEEN_WORDS = /[\s"',;:=()[\]{}]+/;

/** How many texts to compare, and how much to show of one, in bytes. */
const MOST_TEXTS = 20_000;
const SHOWN_BYTES = 120;

/** For each text that none of the newest records contains, which the rest of the question finds: the texts that come near. */
export async function containsHints(
  deps: FindDependencies,
  query: EventQuery,
  texts: readonly string[],
): Promise<readonly EmptyAnswerHint[]> {
  if (texts.length === 0) return [];
  const records = await newestRecords(deps, query);
  const missing = records.length === 0 ? [] : [...new Set(texts)].filter((text) => !records.some(containsText(text)));
  if (missing.length === 0) return [];
  const known = textsIn(records);
  return missing.map((text) => hintFor(text, nearValues(text, known), records.length));
}

function hintFor(text: string, near: readonly string[], records: number): EmptyAnswerHint {
  const looked = `none of the newest ${records} record${records === 1 ? '' : 's'} contains it`;
  const head = `--contains ${shown(text)}: ${looked}; `;
  if (near.length === 0) return [`${head}secrets are masked before they are stored, so that no search finds them`];
  const meant = near.map((value) => ({
    text: `--contains ${shown(value)}`,
    words: [{ flag: 'contains', value } as const],
    without: [{ flag: 'contains', value: text } as const],
  }));
  return [`${head}did you mean `, ...joined(meant, ' or '), '?'];
}

/** The texts of records, whole and word by word, the newest first. */
function textsIn(records: readonly JsonObject[]): readonly string[] {
  const texts = new Set<string>();
  for (const record of records) {
    const isFull = someLeafText(record, (text) => {
      for (const each of [text, ...text.split(BETWEEN_WORDS)]) if (each !== '') texts.add(each);
      return texts.size >= MOST_TEXTS;
    });
    if (isFull) break;
  }
  return [...texts];
}

function shown(value: string): string {
  const start = beginning(value, SHOWN_BYTES);
  return start === value ? shellWord(value) : `${shellWord(start)}…`;
}
