import { basename } from 'node:path';
import { readTextFile, UnreadableTextError } from '../../adapters/folder/text-file';
import type { DuplicateName } from '../../core/names/name-entry';
import { NamesError, quoted } from '../../core/names/names-error';
import { type ReadNames, readNames } from '../../core/names/read-names';
import { safeText } from '../../core/text/safe-text';
import { unreadableReason } from '../paths/unreadable-reason';
import { UsageError } from '../terminal/cli-error';
import { say } from '../terminal/output';
import type { GivenNames } from './given-names';

/** The largest file of names that is read, in MiB: half a million lines. */
const MOST_MIB = 32;

/** IDs with several names that are told one by one. */
const TOLD = 3;

/** The names in a file. Says which IDs have several. Throws `UsageError` for a file that cannot be read. */
export async function namesIn(path: string): Promise<GivenNames> {
  const { names, duplicates } = readIn(await textOf(path), path);
  const file = safeText(basename(path));
  if (duplicates.length > 0) say(`note: ${file}: ${duplicatesText(duplicates)}`);
  return { names, file };
}

async function textOf(path: string): Promise<string> {
  try {
    return await readTextFile(path, MOST_MIB);
  } catch (error) {
    const reason = error instanceof UnreadableTextError ? error.message : unreadableReason(error);
    throw new UsageError(
      `names file '${path}' cannot be read (${reason}): expected a file in UTF-8 of ${MOST_MIB} MiB at most, CSV or JSON with id, name and kind`,
    );
  }
}

function readIn(text: string, path: string): ReadNames {
  try {
    return readNames(text);
  } catch (error) {
    if (error instanceof NamesError) throw new UsageError(`names file '${path}', ${error.message}`);
    throw error;
  }
}

function duplicatesText(duplicates: readonly DuplicateName[]): string {
  const told = duplicates.slice(0, TOLD).map(({ line, kind, id, name, first }) => {
    const other = name === first ? '' : `, not ${quoted(name)}`;
    return `line ${line}: ${kind} ${quoted(id)} is ${quoted(first)} already${other}`;
  });
  const rest = duplicates.length > TOLD ? `; and ${duplicates.length - TOLD} more` : '';
  return safeText(`the first name of an ID counts (${told.join('; ')}${rest})`);
}
