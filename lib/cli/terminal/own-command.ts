import { accessSync, constants } from 'node:fs';
import { delimiter, join, sep } from 'node:path';

const NAME = 'ssm-audit';

/** Where npm puts the programs of a package while it runs one: no shell of a person looks there. */
const OF_NPM = join('node_modules', '.bin');

/**
 * A command of this program as a person can run it here: by its name if it is on the PATH, and otherwise through npx,
 * which finds the checkout or package of the current folder. Quote words from outside before (`shellWord`).
 */
export function ownCommand(...words: readonly string[]): string {
  return [isOnPath(process.env['PATH'] ?? '') ? NAME : `npx ${NAME}`, ...words].join(' ');
}

/** Commands that texts of the layers below name plainly, because these do not know how the program is run. */
const PLAIN_COMMAND = /(?<!npx )\bssm-audit (?=(?:verify|reconcile|query|show|story|extract|status|backfill|ingest) )/g;

/** A text with the commands that it names as a person can run them here. */
export function asRunHere(text: string): string {
  return text.replace(PLAIN_COMMAND, `${ownCommand()} `);
}

let known: { readonly path: string; readonly isOn: boolean } | undefined;

/** Texts name many commands, and each look at the disk takes a while. */
function isOnPath(path: string): boolean {
  if (known?.path !== path) known = { path, isOn: isInFolders(path) };
  return known.isOn;
}

function isInFolders(path: string): boolean {
  const folders = path.split(delimiter).filter((folder) => folder !== '' && !folder.endsWith(`${sep}${OF_NPM}`));
  return folders.some((folder) => isProgram(join(folder, NAME)));
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
