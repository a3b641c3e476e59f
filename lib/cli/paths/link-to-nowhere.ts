import { existsSync } from 'node:fs';
import { standing } from '../../adapters/folder/refuse-links';
import { UsageError } from '../terminal/cli-error';

/** Refuses a link to nothing as the place of a flag: nothing can be made there. Throws `UsageError`. */
export function refuseLinkToNowhere(flag: string, path: string): void {
  if (existsSync(path) || !standing(path)?.isSymbolicLink()) return;
  throw new UsageError(`${flag} '${path}' is a link to nothing: expected a folder, or an unused name`);
}
